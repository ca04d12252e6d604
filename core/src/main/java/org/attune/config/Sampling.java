// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.Optional;

/** How often an epoch has the rows of each class. */
public sealed interface Sampling {

    /** Each row once. */
    record None() implements Sampling {}

    /** As many rows of each class, as many as there are in all. */
    record Balanced() implements Sampling {}

    /** As many rows of each class as the largest one has. */
    record Over() implements Sampling {}

    /** As many rows of each class as the smallest one has. */
    record Under() implements Sampling {}

    /** A class's share is in proportion to its rows to this power, from 0, which balances, to 1, which changes nothing. */
    record Power(double power) implements Sampling {
        public Power {
            Rules.of("training").between("sampling", power, 0, 1).check();
        }
    }

    Kind<Sampling> KIND = Kinds.of("none, balanced, over, under, or {power: SHARE}", Sampling::read, Sampling::write);

    private static Optional<Sampling> read(Node node) {
        if (node instanceof ScalarNode scalar) {
            for (Sampling plain : new Sampling[] {new None(), new Balanced(), new Over(), new Under()}) {
                if (scalar.isText((String) write(plain))) {
                    return Optional.of(plain);
                }
            }
            return Optional.empty();
        }
        return Kinds.NUMBER_MAP
                .read(node)
                .filter(map -> map.size() == 1 && map.containsKey("power"))
                .map(map -> new Power(map.getOrDefault("power", 1.0)));
    }

    private static Object write(Sampling sampling) {
        if (sampling instanceof Power power) {
            return java.util.Map.of("power", power.power());
        }
        if (sampling instanceof Balanced) {
            return "balanced";
        }
        if (sampling instanceof Over) {
            return "over";
        }
        return sampling instanceof Under ? "under" : "none";
    }
}
