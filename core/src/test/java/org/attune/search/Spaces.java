// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.attune.config.Node;
import org.attune.config.ScalarNode;
import org.attune.config.Source;

/** Spaces for tests. */
final class Spaces {

    private Spaces() {}

    static Choice choice(Object... values) {
        return new Choice(Arrays.stream(values)
                .map(value -> (ScalarNode) Node.of(value, Source.DEFAULT))
                .toList());
    }

    /** Choices, whole numbers and fractions, two of them under a condition. */
    static Space mixed() {
        Optional<Parameter.Condition> lora = Optional.of(new Parameter.Condition("method.name", List.of(1)));
        return new Space(List.of(
                new Parameter("training.learning_rate", new Real(1e-5, 1e-2, true, 3)),
                new Parameter("method.name", choice("full", "lora", "head")),
                new Parameter("method.rank", new Whole(1, 64, true, 4), lora),
                new Parameter("method.dropout", new Real(0, 0.5, false, 2), lora),
                new Parameter("training.batch_size", new Whole(8, 11, false, 5))));
    }

    /** Six points in all. */
    static Space small() {
        Optional<Parameter.Condition> onB = Optional.of(new Parameter.Condition("kind", List.of(1)));
        return new Space(List.of(
                new Parameter("kind", choice("a", "b")),
                new Parameter("training.epochs", new Whole(1, 5, false, 5), onB)));
    }
}
