// SPDX-License-Identifier: Apache-2.0
package org.attune.train;

import org.attune.config.Interval;

/** Whether something that happens at intervals happens after a step. */
public final class Due {

    private final Interval interval;
    private final long stepsPerEpoch;
    private double lastSeconds;

    /** @param seconds of training so far: intervals of minutes count from here */
    public Due(Interval interval, long stepsPerEpoch, double seconds) {
        this.interval = interval;
        this.stepsPerEpoch = stepsPerEpoch;
        this.lastSeconds = seconds;
    }

    public boolean after(TrainState state) {
        return switch (interval.unit()) {
            case EPOCH -> state.step() % (stepsPerEpoch * interval.amount()) == 0;
            case STEPS -> state.step() % interval.amount() == 0;
            case MINUTES -> {
                boolean due = state.seconds() - lastSeconds >= interval.amount() * 60.0;
                if (due) {
                    lastSeconds = state.seconds();
                }
                yield due;
            }
        };
    }
}
