// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How much the rows of each label count in the loss. */
public sealed interface ClassWeights {

    record None() implements ClassWeights {}

    /** In inverse proportion to how often a label occurs. */
    record Balanced() implements ClassWeights {}

    /** By label; labels that are not named count 1. */
    record Each(Map<String, Double> weights) implements ClassWeights {
        public Each {
            weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
            Rules rules = Rules.of("training").that(!weights.isEmpty(), "class_weights", "not empty", "{}");
            weights.forEach((label, weight) -> rules.that(
                    weight > 0 && Double.isFinite(weight),
                    "class_weights",
                    "more than 0 for each label",
                    label + ": " + weight));
            rules.check();
        }
    }

    Kind<ClassWeights> KIND =
            Kinds.of("none, balanced, or a map from label to weight", ClassWeights::read, ClassWeights::write);

    private static Optional<ClassWeights> read(Node node) {
        if (node instanceof ScalarNode scalar && scalar.isText("none")) {
            return Optional.of(new None());
        }
        if (node instanceof ScalarNode scalar && scalar.isText("balanced")) {
            return Optional.of(new Balanced());
        }
        return Kinds.NUMBER_MAP.read(node).map(Each::new);
    }

    private static Object write(ClassWeights weights) {
        if (weights instanceof Each each) {
            return each.weights();
        }
        return weights instanceof Balanced ? "balanced" : "none";
    }
}
