// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.Map;
import java.util.Optional;

/** Whether what is evaluated and saved is an average of the weights over steps. */
public sealed interface Averaging {

    default boolean isNone() {
        return this instanceof None;
    }

    /** The weights of the step themselves. */
    record None() implements Averaging {}

    /**
     * An exponential moving average (Polyak and Juditsky 1992).
     *
     * @param decay the share that stays at each step
     */
    record Ema(double decay) implements Averaging {
        public Ema {
            Rules.of("training").below("average", decay, 0, 1).check();
        }
    }

    /**
     * The mean over the last steps (stochastic weight averaging, Izmailov et al. 2018).
     *
     * @param from the share of the run that is over before
     */
    record Swa(double from) implements Averaging {
        public Swa {
            Rules.of("training").below("average", from, 0, 1).check();
        }
    }

    Kind<Averaging> KIND =
            Kinds.of("none, {ema: DECAY}, or {swa: SHARE of the run before it}", Averaging::read, Averaging::write);

    private static Optional<Averaging> read(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.isText("none") ? Optional.of(new None()) : Optional.empty();
        }
        return Kinds.NUMBER_MAP.read(node).filter(map -> map.size() == 1).flatMap(Averaging::of);
    }

    private static Optional<Averaging> of(Map<String, Double> map) {
        Double decay = map.get("ema");
        Double from = map.get("swa");
        if (decay != null) {
            return Optional.of(new Ema(decay));
        }
        return from == null ? Optional.empty() : Optional.of(new Swa(from));
    }

    private static Object write(Averaging averaging) {
        if (averaging instanceof Ema ema) {
            return Map.of("ema", ema.decay());
        }
        return averaging instanceof Swa swa ? Map.of("swa", swa.from()) : "none";
    }
}
