// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attune.config.Kind;
import org.attune.config.Kinds;
import org.attune.config.ListNode;
import org.attune.config.MapNode;
import org.attune.config.Node;
import org.attune.config.ScalarNode;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.problem.Similar;

/** A map of the configuration while it is read: a key that nobody asked for is unknown. Not thread-safe. */
final class Keys {

    /** Axolotl reads YAML 1.1, where yes and on are true. */
    static final Kind<Boolean> FLAG =
            Kinds.of("true or false", node -> Kinds.FLAG.read(node).or(() -> word(node)), value -> value);

    private final MapNode map;
    private final String above;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();

    /** @param above what stands before a key in messages: {@code datasets[0].}, or nothing */
    Keys(MapNode map, String above, Problems problems) {
        this.map = map;
        this.above = above;
        this.problems = problems;
    }

    /** Empty where the key is missing or nothing stands there. */
    Optional<Node> find(String key) {
        known.add(key);
        return map.get(key)
                .filter(node -> !(node instanceof ScalarNode scalar
                        && (scalar.kind() == ScalarNode.Kind.NOTHING
                                || scalar.text().isBlank())));
    }

    /** Empty where the key is missing, or of another kind, which is a problem. */
    <T> Optional<T> read(String key, Kind<T> kind) {
        Optional<Node> found = find(key);
        Optional<T> value = found.flatMap(kind::read);
        if (found.isPresent() && value.isEmpty()) {
            problems.add(
                    "axolotl.type",
                    place(key).where(),
                    found.get().describe(),
                    above + key + " is " + kind.expected(),
                    kind.fix(found.get()));
        }
        return value;
    }

    Optional<String> text(String key) {
        return read(key, Kinds.TEXT);
    }

    Optional<Integer> whole(String key) {
        return read(key, Kinds.WHOLE);
    }

    Optional<Double> number(String key) {
        return read(key, Kinds.NUMBER);
    }

    boolean flag(String key) {
        return read(key, FLAG).orElse(false);
    }

    /** Whether something stands there that is not false, zero or empty. */
    boolean isOn(String key) {
        Node node = find(key).orElse(null);
        if (node == null) {
            return false;
        }
        if (node instanceof ListNode list) {
            return !list.items().isEmpty();
        }
        return node instanceof MapNode below
                ? !below.entries().isEmpty()
                : FLAG.read(node)
                        .orElse(Kinds.NUMBER
                                .read(node)
                                .map(number -> number != 0)
                                .orElse(true));
    }

    /** The map below a key; empty where the key is missing or no map, which is a problem. */
    Optional<Keys> map(String key) {
        Kind<MapNode> kind = Kinds.of(
                "a map", node -> node instanceof MapNode below ? Optional.of(below) : Optional.empty(), below -> below);
        return read(key, kind).map(below -> new Keys(below, above + key + ".", problems));
    }

    Place place(String key) {
        return new Place(above + key, map.get(key).map(Node::source).orElse(map.source()));
    }

    String shown(String key) {
        return map.get(key).map(Node::describe).orElse("nothing");
    }

    Problems problems() {
        return problems;
    }

    /** The keys that stand here and that nobody asked for. */
    List<String> rest() {
        return map.entries().keySet().stream()
                .filter(key -> !known.contains(key))
                .toList();
    }

    /** Every key that nobody asked for is a problem. */
    void finish() {
        for (String key : rest()) {
            problems.add(
                    "axolotl.unknown-key",
                    place(key).where(),
                    "the key " + Problem.quote(above + key) + " is not known",
                    "keys are those of Axolotl 0.10",
                    Similar.to(key, known)
                            .map(near -> "did you mean \"" + near + "\"?")
                            .orElse("leave it out if the run does not need it"));
        }
    }

    private static Optional<Boolean> word(Node node) {
        Map<String, Boolean> words = Map.of("yes", true, "on", true, "no", false, "off", false);
        return Kinds.TEXT.read(node).map(text -> words.get(text.toLowerCase(Locale.ROOT)));
    }
}
