// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The complete recipe: every value with its source. Values as bound (where {@code auto} stays {@code auto}) make the
 * fingerprint; values that later layers find out replace them in the text only. Not thread-safe.
 */
public final class ResolvedRecipe {

    /** Where results go and how they are shown does not change what a run computes. */
    private static final Set<String> NOT_IDENTITY = Set.of("output", "training.processes");

    private final Map<List<String>, Node> values = new LinkedHashMap<>();
    private final Map<List<String>, Source> sections = new LinkedHashMap<>();
    private final Map<List<String>, Node> bound = new LinkedHashMap<>();
    private final Map<List<String>, Node> derived = new LinkedHashMap<>();

    ResolvedRecipe() {}

    void section(List<String> path, Source source) {
        sections.put(List.copyOf(path), source);
        values.remove(path);
        bound.remove(path);
    }

    void bind(List<String> path, Node value) {
        values.put(List.copyOf(path), value);
        bound.put(List.copyOf(path), value);
    }

    /**
     * Sets what a key of the recipe turned out to be; {@code auto} gives way to it in the text.
     *
     * @param path keys with dots, of a key that the recipe has or that stands in one of its maps
     * @param value a string, number, boolean, or a list or map of these
     * @param source a comment: {@code derived: longest training row has 61 tokens}
     */
    public void set(String path, Object value, String source) {
        List<String> keys = List.of(path.split("\\.", -1));
        if (!values.containsKey(keys) && !sections.containsKey(keys.subList(0, keys.size() - 1))) {
            throw new IllegalArgumentException("no such key in a recipe: " + path);
        }
        values.put(keys, Node.of(value, Source.resolved(source)));
    }

    /** As {@link #set} where the recipe leaves the key open; what it would turn out to be is remembered in any case. */
    public void derive(String path, Object value, String source) {
        List<String> keys = List.of(path.split("\\.", -1));
        derived.put(keys, Node.of(value, Source.resolved(source)));
        Node own = bound.get(keys);
        if (own != null && isOpen(YamlWriter.canonical(own))) {
            set(path, value, source);
        }
    }

    /** Whether a value, as {@link #pairs} has it, leaves a key to what the data, the model and the machine are. */
    public static boolean isOpen(String value) {
        return value.equals("auto") || value.equals("all");
    }

    /** The value of a key as far as it is resolved now. */
    public Optional<Node> get(String path) {
        return Optional.ofNullable(values.get(List.of(path.split("\\.", -1))));
    }

    /** Every value with its source, by its path, in the order of the recipe's keys. */
    public Map<String, Node> values() {
        return named(values);
    }

    /** What the fingerprint is made of, one canonical text for each key. */
    public Map<String, String> pairs() {
        Map<String, String> pairs = new LinkedHashMap<>();
        named(bound).forEach((path, node) -> {
            if (!NOT_IDENTITY.contains(path)) {
                pairs.put(path, YamlWriter.canonical(node));
            }
        });
        return pairs;
    }

    /** What keys turn out to be here where they are left open, as {@link #pairs} writes values. */
    public Map<String, String> derived() {
        Map<String, String> pairs = new LinkedHashMap<>();
        named(derived).forEach((path, node) -> pairs.put(path, YamlWriter.canonical(node)));
        return pairs;
    }

    /** SHA-256 over {@link #pairs}, sorted by key, in hexadecimal. */
    public String fingerprint() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (Map.Entry<String, String> pair : new TreeMap<>(pairs()).entrySet()) {
                String line = pair.getKey() + "\0" + pair.getValue() + "\n";
                sha.update(line.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The keys whose bound values differ, in the order of this recipe; at most five. */
    public List<String> firstDifferences(ResolvedRecipe other) {
        Map<String, String> mine = pairs();
        Map<String, String> theirs = other.pairs();
        Set<String> all = new LinkedHashSet<>(mine.keySet());
        all.addAll(theirs.keySet());
        return all.stream()
                .filter(key -> !Objects.equals(mine.get(key), theirs.get(key)))
                .limit(5)
                .toList();
    }

    /** The recipe as YAML; each line that is not the user's own ends with a comment that names its source. */
    public String yaml() {
        return YamlWriter.write(tree());
    }

    private MapNode tree() {
        return tree(List.of(), Source.DEFAULT);
    }

    private MapNode tree(List<String> path, Source source) {
        Map<String, Node> entries = new LinkedHashMap<>();
        Set<List<String>> children = new LinkedHashSet<>();
        for (Map<List<String>, ?> some : List.of(order(), values, sections)) {
            some.keySet().stream()
                    .filter(key -> key.size() == path.size() + 1
                            && key.subList(0, path.size()).equals(path))
                    .forEach(children::add);
        }
        for (List<String> child : children) {
            Node value = values.get(child);
            Source place = sections.getOrDefault(child, Source.DEFAULT);
            entries.put(child.get(path.size()), value != null ? value : tree(child, place));
        }
        return new MapNode(source, entries);
    }

    /** Values and sections were bound in one order; a section stands where its first value does. */
    private Map<List<String>, Integer> order() {
        Map<List<String>, Integer> order = new LinkedHashMap<>();
        for (List<String> key : values.keySet()) {
            List<String> prefix = new ArrayList<>();
            for (String part : key) {
                prefix.add(part);
                order.putIfAbsent(List.copyOf(prefix), order.size());
            }
        }
        return order;
    }

    private static Map<String, Node> named(Map<List<String>, Node> byPath) {
        Map<String, Node> named = new LinkedHashMap<>();
        byPath.forEach((path, node) -> named.put(String.join(".", path), node));
        return Collections.unmodifiableMap(named);
    }
}
