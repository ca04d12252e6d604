// SPDX-License-Identifier: Apache-2.0
package org.attune.optim;

import org.attune.config.Averaging;

/**
 * From which step on weights are averaged, and how.
 *
 * @param first its number, from 1
 */
public record Averages(Averaging how, long first) {

    static final Averages NONE = new Averages(new Averaging.None(), Long.MAX_VALUE);

    /** @param steps of the whole run */
    public static Averages of(Averaging how, long steps) {
        if (how.isNone()) {
            return NONE;
        }
        return new Averages(how, how instanceof Averaging.Swa swa ? 1 + (long) Math.floor(swa.from() * steps) : 1);
    }

    boolean any() {
        return !how.isNone();
    }

    /** The share that the newest of so many takes. */
    double share(long taken) {
        return how instanceof Averaging.Ema ema && taken > 1 ? 1 - ema.decay() : 1.0 / taken;
    }
}
