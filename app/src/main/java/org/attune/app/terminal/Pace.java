// SPDX-License-Identifier: Apache-2.0
package org.attune.app.terminal;

import java.util.Locale;
import java.util.function.LongSupplier;
import org.attune.run.StepEvent;

/** How far a run is and how fast: the loss smoothed, the time that is left from the time that the steps so far took. */
final class Pace {

    private static final double SMOOTHING = 0.95;

    private final LongSupplier clock;
    private long first;
    private long total;
    private long step;
    private long began;
    private double weighted;
    private double weight;

    Pace(LongSupplier clock) {
        this.clock = clock;
        this.began = clock.getAsLong();
    }

    void plan(long doneSteps, long totalSteps) {
        first = doneSteps;
        step = doneSteps;
        total = totalSteps;
        began = clock.getAsLong();
    }

    void step(StepEvent event) {
        step = event.step();
        weighted = SMOOTHING * weighted + (1 - SMOOTHING) * event.loss();
        weight = SMOOTHING * weight + (1 - SMOOTHING);
    }

    boolean isDone() {
        return total > 0 && step >= total;
    }

    String line(StepEvent event) {
        double seconds = (clock.getAsLong() - began) / 1e9;
        double left = step > first ? seconds / (step - first) * Math.max(0, total - step) : 0;
        return String.format(
                Locale.ROOT,
                "  step %d/%d  epoch %.2f  loss %s  lr %.1e  %.0f rows/s  %s  %s left",
                event.step(),
                total,
                event.epoch(),
                Quantity.number(weighted / weight),
                event.learningRate(),
                event.rowsPerSecond(),
                Quantity.bytes(event.residentBytes()),
                Quantity.time(left));
    }
}
