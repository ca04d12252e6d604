// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Similar;
import org.jspecify.annotations.Nullable;

/**
 * A map of a recipe while it is read. Every read names a key with its kind and its default; what is of another kind is
 * a problem and reads as the default, so that one pass finds all problems. {@link #finish} finds keys that nobody read.
 */
public final class Section {

    private final List<String> path;
    private final MapNode node;
    private final Binding binding;
    private final Set<String> known = new LinkedHashSet<>();

    /** @param read keys that were read before */
    Section(List<String> path, MapNode node, Binding binding, List<String> read) {
        known.addAll(read);
        this.path = List.copyOf(path);
        this.node = node;
        this.binding = binding;
        if (!path.isEmpty() && read.isEmpty()) {
            binding.section(this.path, node.source());
        }
    }

    /** The value of a key; its default where the key is missing, empty or wrong. */
    public <T> T value(String key, Kind<T> kind, T fallback) {
        Node found = find(key);
        if (found == null) {
            binding.value(below(key), Node.of(kind.write(fallback), Source.DEFAULT));
            return fallback;
        }
        Optional<T> value = read(key, kind, found);
        if (value.isEmpty()) {
            return fallback;
        }
        Node written = Node.of(kind.write(value.get()), found.source());
        binding.value(below(key), written.equals(found) ? found : written);
        return value.get();
    }

    /** A key that has no default; where it is missing the problem says what it is for. */
    public <T> T required(String key, Kind<T> kind, T placeholder, String fix) {
        if (find(key) == null) {
            String where = Binding.where(node.source(), path.isEmpty() ? key : name(key));
            binding.problem(new Problem("recipe.missing", where, "missing", key + " is " + kind.expected(), fix));
            return placeholder;
        }
        return value(key, kind, placeholder);
    }

    /** A key without any default: empty where it is missing, and then not in the resolved recipe. */
    public <T> Optional<T> present(String key, Kind<T> kind) {
        Node found = find(key);
        if (found == null) {
            return Optional.empty();
        }
        Optional<T> value = read(key, kind, found);
        if (value.isPresent()) {
            binding.value(below(key), found);
        }
        return value;
    }

    /** Empty where the value is wrong, which is then a problem. */
    private <T> Optional<T> read(String key, Kind<T> kind, Node found) {
        binding.place(below(key), found.source());
        try {
            Optional<T> value = kind.read(found);
            if (value.isEmpty()) {
                binding.problem("recipe.type", name(key), found, key + " is " + kind.expected(), kind.fix(found));
            }
            return value;
        } catch (InputException rules) {
            binding.broken(rules, name(key));
            return Optional.empty();
        }
    }

    public int integer(String key, int fallback) {
        return value(key, Kinds.WHOLE, fallback);
    }

    public double number(String key, double fallback) {
        return value(key, Kinds.NUMBER, fallback);
    }

    public String text(String key, String fallback) {
        return value(key, Kinds.TEXT, fallback);
    }

    public boolean flag(String key, boolean fallback) {
        return value(key, Kinds.FLAG, fallback);
    }

    public <E extends Enum<E>> E choice(String key, E fallback) {
        return value(key, Kinds.choice(fallback.getDeclaringClass()), fallback);
    }

    /** Empty for the word, which is also the default. */
    public <T> Optional<T> optional(String key, Kind<T> kind, String word) {
        return value(key, Kinds.optional(word, kind), Optional.empty());
    }

    /** A text or a list of texts. */
    public List<String> texts(String key, List<String> fallback) {
        return value(key, Kinds.TEXTS, fallback);
    }

    /** The map below a key; empty where the key is missing or no map. */
    public Section section(String key) {
        return section(key, null);
    }

    /** As {@link #section(String)}, where a single value is short for a map with just this key. */
    Section section(String key, @Nullable String shortFor) {
        Node found = find(key);
        MapNode map = MapNode.empty(found == null ? Source.DEFAULT : found.source());
        if (found instanceof MapNode present) {
            map = present;
        } else if (found instanceof ScalarNode && shortFor != null) {
            map = map.with(shortFor, found);
        } else if (found != null) {
            String expected = key + " is a map" + (shortFor == null ? "" : " or its " + shortFor);
            binding.problem("recipe.type", name(key), found, expected, "write its keys below it, indented");
        }
        return new Section(below(key), map, binding, List.of());
    }

    /** The maps below a key by names that users choose, each as {@link #section(String, String)}; none where the key is missing. */
    Map<String, Section> named(String key, String shortFor) {
        Map<String, Section> named = new LinkedHashMap<>();
        if (find(key) != null) {
            Section all = section(key);
            all.node.entries().keySet().forEach(name -> named.put(name, all.section(name, shortFor)));
        }
        return named;
    }

    /** A key that is no part of what is bound here, and read by somebody else. */
    void aside(String key) {
        known.add(key);
    }

    /** What stands here and was not read yet, kept for a later layer that reads it strictly. */
    MapNode rest() {
        MapNode rest = node;
        for (String key : known) {
            rest = rest.without(key);
        }
        rest.entries().forEach((key, value) -> binding.value(below(key), value));
        known.addAll(rest.entries().keySet());
        return rest;
    }

    /** Makes the record whose rules may not hold; the fallback stands in where they do not. */
    public <T> T build(Supplier<T> record, T fallback) {
        return attempt(record).orElse(fallback);
    }

    <T> Optional<T> attempt(Supplier<T> record) {
        try {
            return Optional.of(record.get());
        } catch (InputException rules) {
            binding.broken(rules);
            return Optional.empty();
        }
    }

    /** Every key that was not read is a problem. */
    public void finish() {
        for (Map.Entry<String, Node> entry : node.entries().entrySet()) {
            if (!known.contains(entry.getKey())) {
                String where = Binding.where(entry.getValue().source(), name(entry.getKey()));
                binding.problem(new Problem(
                        "recipe.unknown-key",
                        where,
                        "the key " + Problem.quote(entry.getKey()) + " is not known",
                        (path.isEmpty() ? binding.whole() : String.join(".", path)) + " has known keys only",
                        Similar.hint(entry.getKey(), known)));
            }
        }
    }

    private @Nullable Node find(String key) {
        known.add(key);
        Node found = node.entries().get(key);
        boolean nothing = found instanceof ScalarNode scalar && scalar.kind() == ScalarNode.Kind.NOTHING;
        return nothing ? null : found;
    }

    private List<String> below(String key) {
        List<String> below = new ArrayList<>(path);
        below.add(key);
        return below;
    }

    private String name(String key) {
        return String.join(".", below(key));
    }
}
