// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.List;
import java.util.Locale;

/**
 * One configuration and what came of it.
 *
 * @param curve the metric on validation rows at evaluations, in their order
 * @param value the best of the curve, which is that of the run's model; NaN where there is none
 * @param seconds that its processes took
 * @param message why it failed
 */
public record Trial(
        int number, Point point, State state, List<Measured> curve, double value, double seconds, String message) {

    /** What is become of it. */
    public enum State {
        RUNNING,
        /** Ended by a pruner that may let it go on. */
        PAUSED,
        DONE,
        /** Ended by a pruner for good. */
        PRUNED,
        FAILED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public boolean isOpen() {
            return this == RUNNING;
        }
    }

    /** The metric after an optimiser step. */
    public record Measured(long step, double value) {}

    public Trial {
        curve = List.copyOf(curve);
    }

    static Trial begun(int number, Point point) {
        return new Trial(number, point, State.RUNNING, List.of(), Double.NaN, 0, "");
    }

    /** The best of the first evaluations; NaN where none is finite. */
    double bestOf(int evaluations, boolean maximise) {
        double best = Double.NaN;
        for (Measured measured : curve.subList(0, Math.min(evaluations, curve.size()))) {
            boolean better = Double.isNaN(best) || (maximise ? measured.value() > best : measured.value() < best);
            best = Double.isFinite(measured.value()) && better ? measured.value() : best;
        }
        return best;
    }

    /** The same trial after its first evaluations. */
    Trial after(List<Measured> evaluations, boolean maximise) {
        Trial seen = new Trial(number, point, state, evaluations, Double.NaN, seconds, message);
        return new Trial(
                number, point, state, evaluations, seen.bestOf(evaluations.size(), maximise), seconds, message);
    }

    /** @param more seconds of the process that ended */
    Trial ended(State now, double more, String why) {
        return new Trial(number, point, now, curve, value, seconds + more, why);
    }

    /** Without a value, whatever its first evaluations were: what did not come to its end is no result. */
    Trial failed(double more, String why) {
        return new Trial(number, point, State.FAILED, curve, Double.NaN, seconds + more, why);
    }

    /** For people and for files: {@code trial-0007}. */
    public String name() {
        return String.format(Locale.ROOT, "trial-%04d", number);
    }
}
