// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.attune.problem.Similar;

/** The kinds of values that recipes have. */
public final class Kinds {

    /** Values up to here are exact in a double, so that 1e3 may stand for 1000. */
    private static final double LARGEST_EXACT = 1L << 53;

    public static final Kind<Integer> WHOLE = of(
            "a whole number",
            node -> wholeNumber(node).filter(n -> n == n.intValue()).map(Long::intValue),
            value -> value);

    public static final Kind<Long> LONG = of("a whole number", Kinds::wholeNumber, value -> value);

    public static final Kind<Double> NUMBER = of(
            "a number",
            node -> scalar(node)
                    .filter(ScalarNode::isNumber)
                    .map(ScalarNode::number)
                    .filter(Double::isFinite),
            value -> value);

    public static final Kind<Boolean> FLAG = of(
            "true or false",
            node -> scalar(node)
                    .filter(scalar -> scalar.kind() == ScalarNode.Kind.FLAG)
                    .map(scalar -> scalar.canonical().equals("true")),
            value -> value);

    /** Any single value by its text: a revision 0123456 or a label true needs no quotes. */
    public static final Kind<String> TEXT = of(
            "text",
            node -> scalar(node)
                    .filter(scalar -> scalar.kind() != ScalarNode.Kind.NOTHING)
                    .map(ScalarNode::text),
            value -> value);

    public static final Kind<List<String>> TEXTS = of(
            "text or a list of texts",
            node -> node instanceof ListNode list ? each(list) : TEXT.read(node).map(List::of),
            value -> value);

    /** A map from names to texts; nested maps are names with dots. */
    public static final Kind<Map<String, String>> TEXT_MAP =
            of("a map of texts", node -> flat(node, TEXT), value -> value);

    public static final Kind<Map<String, Double>> NUMBER_MAP =
            of("a map of numbers", node -> direct(node, NUMBER), value -> value);

    public static final Kind<Map<String, Integer>> WHOLE_MAP =
            of("a map of whole numbers", node -> direct(node, WHOLE), value -> value);

    /** Everything, unread. */
    public static final Kind<List<Node>> NODES = of(
            "a list",
            node -> node instanceof ListNode list ? Optional.of(list.items()) : Optional.empty(),
            value -> value);

    /** Everything below, unread. */
    public static final Kind<MapNode> MAP = of(
            "a map of keys", node -> node instanceof MapNode map ? Optional.of(map) : Optional.empty(), value -> value);

    public static final Kind<List<MapNode>> MAPS = of("a list of maps", Kinds::maps, value -> value);

    private Kinds() {}

    public static <T> Kind<T> of(String expected, Function<Node, Optional<T>> read, Function<T, Object> write) {
        return new Simple<>(expected, read, write);
    }

    /** The kind, or the word that stands for "not said": {@code auto}, {@code none}, {@code all}. */
    public static <T> Kind<Optional<T>> optional(String word, Kind<T> kind) {
        return of(
                kind.expected() + " or " + word,
                node -> {
                    Optional<T> said = isWord(node, word) ? Optional.empty() : kind.read(node);
                    return said.isPresent() || isWord(node, word) ? Optional.of(said) : Optional.empty();
                },
                value -> value.<Object>map(kind::write).orElse(word));
    }

    private static boolean isWord(Node node, String word) {
        return node instanceof ScalarNode scalar && scalar.isText(word);
    }

    /** One of the constants of an enum, in lower case with hyphens: {@code one-cycle}. */
    public static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
        List<E> all = List.of(type.getEnumConstants());
        return new Choice<>(
                all.stream().map(Kinds::word).toList(),
                word -> all.stream()
                        .filter(constant -> word(constant).equals(word))
                        .findFirst(),
                Kinds::word);
    }

    public static Kind<String> choice(Collection<String> words) {
        return new Choice<>(List.copyOf(words), word -> Optional.of(word).filter(words::contains), value -> value);
    }

    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<ScalarNode> scalar(Node node) {
        return node instanceof ScalarNode scalar ? Optional.of(scalar) : Optional.empty();
    }

    private static Optional<Long> wholeNumber(Node node) {
        return scalar(node).filter(ScalarNode::isNumber).flatMap(scalar -> {
            double value = scalar.number();
            if (scalar.kind() == ScalarNode.Kind.WHOLE && scalar.text().length() <= 18) {
                return Optional.of(Long.parseLong(scalar.text()));
            }
            boolean exact = value == Math.rint(value) && Math.abs(value) <= LARGEST_EXACT;
            return exact ? Optional.of((long) value) : longest(scalar);
        });
    }

    /** The digits between 2^53 and 2^63. */
    private static Optional<Long> longest(ScalarNode scalar) {
        try {
            return scalar.kind() == ScalarNode.Kind.WHOLE
                    ? Optional.of(Long.parseLong(scalar.text()))
                    : Optional.empty();
        } catch (NumberFormatException tooLong) {
            return Optional.empty();
        }
    }

    private static Optional<List<String>> each(ListNode list) {
        List<String> texts =
                list.items().stream().flatMap(item -> TEXT.read(item).stream()).toList();
        return Optional.of(texts).filter(all -> all.size() == list.items().size());
    }

    private static Optional<List<MapNode>> maps(Node node) {
        if (!(node instanceof ListNode list)) {
            return Optional.empty();
        }
        List<MapNode> maps = list.items().stream()
                .filter(MapNode.class::isInstance)
                .map(MapNode.class::cast)
                .toList();
        return Optional.of(maps).filter(all -> all.size() == list.items().size());
    }

    private static <T> Optional<Map<String, T>> direct(Node node, Kind<T> kind) {
        Map<String, T> values = new LinkedHashMap<>();
        if (!(node instanceof MapNode map)) {
            return Optional.empty();
        }
        map.entries().forEach((key, item) -> kind.read(item).ifPresent(value -> values.put(key, value)));
        return Optional.of(values).filter(all -> all.size() == map.entries().size());
    }

    private static <T> Optional<Map<String, T>> flat(Node node, Kind<T> kind) {
        Map<String, T> values = new LinkedHashMap<>();
        if (!(node instanceof MapNode map)) {
            return Optional.empty();
        }
        for (Map.Entry<String, Node> entry : map.entries().entrySet()) {
            Optional<Map<String, T>> below = entry.getValue() instanceof MapNode deeper
                    ? flat(deeper, kind)
                    : kind.read(entry.getValue()).map(value -> Map.of("", value));
            if (below.isEmpty()) {
                return Optional.empty();
            }
            below.get()
                    .forEach((key, value) ->
                            values.put(key.isEmpty() ? entry.getKey() : entry.getKey() + "." + key, value));
        }
        return Optional.of(values);
    }

    private record Simple<T>(String expected, Function<Node, Optional<T>> reader, Function<T, Object> writer)
            implements Kind<T> {

        @Override
        public Optional<T> read(Node node) {
            return reader.apply(node);
        }

        @Override
        public Object write(T value) {
            return writer.apply(value);
        }
    }

    private record Choice<T>(List<String> words, Function<String, Optional<T>> reader, Function<T, String> writer)
            implements Kind<T> {

        @Override
        public String expected() {
            return "one of " + String.join(", ", words);
        }

        @Override
        public Optional<T> read(Node node) {
            return TEXT.read(node).flatMap(reader);
        }

        @Override
        public Object write(T value) {
            return writer.apply(value);
        }

        @Override
        public String fix(Node found) {
            return Similar.hint(TEXT.read(found).orElse(""), words);
        }
    }
}
