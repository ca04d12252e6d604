// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * That what is saved lies between the model as it came and the tuned one.
 *
 * @param share of the tuned model; empty: chosen when all is learnt
 */
public record Interpolate(OptionalDouble share) {

    static final Kind<Interpolate> KIND = Kinds.of(
            "auto, or a number from 0 (the model as it came) to 1 (the tuned one)",
            Interpolate::read,
            Interpolate::written);

    private static Optional<Interpolate> read(Node node) {
        if (node instanceof ScalarNode scalar && scalar.isText("auto")) {
            return Optional.of(new Interpolate(OptionalDouble.empty()));
        }
        return Kinds.NUMBER
                .read(node)
                .filter(share -> share >= 0 && share <= 1)
                .map(share -> new Interpolate(OptionalDouble.of(share)));
    }

    private Object written() {
        return share.isPresent() ? share.getAsDouble() : "auto";
    }
}
