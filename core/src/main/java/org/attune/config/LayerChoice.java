// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Which blocks of a model are taken: all that a student starts with. */
public sealed interface LayerChoice {

    /** Reads {@code every 2} and {@code [0, 2, 5]}. */
    Kind<LayerChoice> KIND =
            Kinds.of("every N, or a list of layers counted from 0", LayerChoice::read, choice -> choice.written());

    Pattern EVERY_FORM = Pattern.compile("every +([1-9][0-9]{0,3})");

    /** The numbers of those of so many blocks that are taken. */
    List<Integer> of(int blocks);

    Object written();

    /** Each so many-th, from the first one on. */
    record Every(int step) implements LayerChoice {
        @Override
        public List<Integer> of(int blocks) {
            return IntStream.range(0, blocks)
                    .filter(block -> block % step == 0)
                    .boxed()
                    .toList();
        }

        @Override
        public Object written() {
            return "every " + step;
        }
    }

    /** These. */
    record Numbers(List<Integer> numbers) implements LayerChoice {
        public Numbers {
            numbers = List.copyOf(numbers);
            List<Integer> sorted = numbers.stream().sorted().distinct().toList();
            Rules.of("model")
                    .that(
                            !numbers.isEmpty() && numbers.equals(sorted) && numbers.get(0) >= 0,
                            "layers",
                            "numbers from 0 on, each once and in order",
                            numbers)
                    .check();
        }

        @Override
        public List<Integer> of(int blocks) {
            return numbers;
        }

        @Override
        public Object written() {
            return numbers;
        }
    }

    private static Optional<LayerChoice> read(Node node) {
        if (node instanceof ListNode list) {
            List<Integer> numbers = list.items().stream()
                    .flatMap(item -> Kinds.WHOLE.read(item).stream())
                    .toList();
            return numbers.size() == list.items().size() ? Optional.of(new Numbers(numbers)) : Optional.empty();
        }
        return Kinds.TEXT
                .read(node)
                .map(EVERY_FORM::matcher)
                .filter(Matcher::matches)
                .map(form -> new Every(Integer.parseInt(form.group(1))));
    }
}
