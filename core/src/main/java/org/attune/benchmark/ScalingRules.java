// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.attune.config.Kind;
import org.attune.config.Kinds;
import org.attune.config.ListNode;
import org.attune.config.Node;
import org.attune.config.Rules;
import org.attune.config.Section;

/**
 * How quality grows with data: on how many rows each candidate learns besides all of them.
 *
 * @param sizes rising; empty: nothing of this is asked
 * @param target a value of the metric, of which is said how much data it takes
 */
record ScalingRules(List<Integer> sizes, Optional<Double> target) {

    static final ScalingRules NONE = new ScalingRules(List.of(), Optional.empty());

    private static final Kind<List<Integer>> SIZES =
            Kinds.of("a list of whole numbers", ScalingRules::whole, value -> value);

    /** Together with all rows three: fewer points tell nothing of three numbers. */
    private static final int FEWEST = 2;

    ScalingRules {
        sizes = sizes.stream().sorted().collect(Collectors.toUnmodifiableList());
        Rules rules = Rules.of("scaling")
                .that(
                        sizes.isEmpty() || sizes.size() >= FEWEST,
                        "sizes",
                        "at least two numbers of rows, besides all rows",
                        sizes,
                        "write sizes: [250, 500, 1000]")
                .that(
                        new LinkedHashSet<>(sizes).size() == sizes.size() && (sizes.isEmpty() || sizes.get(0) > 0),
                        "sizes",
                        "positive numbers of rows, each once",
                        sizes,
                        "write sizes: [250, 500, 1000]")
                .that(
                        !sizes.isEmpty() || target.isEmpty(),
                        "target",
                        "a value of the metric to be reached, beside sizes",
                        "no sizes",
                        "write sizes: [250, 500, 1000]");
        rules.check();
    }

    static ScalingRules bind(Section section) {
        List<Integer> sizes = section.value("sizes", SIZES, List.of());
        Optional<Double> target = section.present("target", Kinds.NUMBER);
        section.finish();
        return section.build(() -> new ScalingRules(sizes, target), NONE);
    }

    private static Optional<List<Integer>> whole(Node node) {
        if (!(node instanceof ListNode list)) {
            return Optional.empty();
        }
        List<Integer> numbers = list.items().stream()
                .flatMap(item -> Kinds.WHOLE.read(item).stream())
                .toList();
        return numbers.size() == list.items().size() ? Optional.of(numbers) : Optional.empty();
    }
}
