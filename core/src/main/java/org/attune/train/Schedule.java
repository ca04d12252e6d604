// SPDX-License-Identifier: Apache-2.0
package org.attune.train;

import org.attune.config.ScheduleConfig;

/**
 * The learning rate of each step: a rise over the warm-up, then the shape. Linear, cosine and constant are those of transformers'
 * {@code get_*_schedule_with_warmup}; one-cycle is torch's {@code OneCycleLR} (Smith and Topin 2018), which rises over the warm-up's
 * share.
 *
 * @param peak the highest rate
 * @param steps of the whole run
 */
public record Schedule(ScheduleConfig config, double peak, long steps) {

    private static final double ONE_CYCLE_START = 25;
    private static final double ONE_CYCLE_END = 1e4;

    /** The rate of the step with this number, from 1. */
    public double rate(long step) {
        long done = step - 1;
        long warmup = config.warmupSteps(steps);
        if (config.shape() == ScheduleConfig.Shape.ONE_CYCLE) {
            return oneCycle(done, warmup);
        }
        if (done < warmup) {
            return peak * done / Math.max(1, warmup);
        }
        double progress = Math.min(1, (done - warmup) / (double) Math.max(1, steps - warmup));
        return switch (config.shape()) {
            case LINEAR -> peak * (1 - progress);
            case COSINE -> peak * 0.5 * (1 + Math.cos(Math.PI * progress));
            case CONSTANT, ONE_CYCLE -> peak;
        };
    }

    private double oneCycle(long done, long warmup) {
        double start = peak / ONE_CYCLE_START;
        double top = warmup - 1.0;
        if (done <= top) {
            return top == 0 ? peak : between(start, peak, done / top); // a rise of one step is over at once
        }
        return between(peak, start / ONE_CYCLE_END, (done - top) / (steps - 1 - top));
    }

    /** From one rate to another along half a cosine. */
    private static double between(double from, double to, double share) {
        return to + (from - to) / 2 * (1 + Math.cos(Math.PI * share));
    }
}
