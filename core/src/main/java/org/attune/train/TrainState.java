// SPDX-License-Identifier: Apache-2.0
package org.attune.train;

import org.jspecify.annotations.Nullable;

/**
 * Where a run stands: everything that a resume needs besides the tensors.
 *
 * @param step optimiser steps done
 * @param epoch epochs done, in parts of one
 * @param loss of the last step
 * @param gradientNorm of the last step, before clipping
 * @param best the best evaluation so far, null before the first
 * @param sinceBest evaluations since the best one
 * @param seconds of training so far, over all sessions of the run
 * @param stop why the run ends, {@link Stop#NONE} while it goes on
 */
public record TrainState(
        long step,
        double epoch,
        double loss,
        double gradientNorm,
        @Nullable Best best,
        int sinceBest,
        double seconds,
        Stop stop) {

    /**
     * The best evaluation: its step and the value of the metric that decides.
     *
     * @param holds whether what was required of tasks that the model knew before held then
     */
    public record Best(long step, double value, boolean holds) {

        private boolean isBeatenBy(double other, boolean otherHolds, boolean higherIsBetter) {
            return holds == otherHolds ? (higherIsBetter ? other > value : other < value) : otherHolds;
        }
    }

    public static TrainState fresh() {
        return new TrainState(0, 0, Double.NaN, Double.NaN, null, 0, 0, Stop.NONE);
    }

    /** After one more optimiser step. */
    public TrainState next(double newEpoch, double newLoss, double newNorm, double took) {
        return new TrainState(step + 1, newEpoch, newLoss, newNorm, best, sinceBest, seconds + took, stop);
    }

    /**
     * After an evaluation.
     *
     * @param holds whether what is required of tasks that the model knew before holds: a step where it does is better than any where it
     *     does not
     */
    public TrainState evaluated(double value, boolean higherIsBetter, boolean holds) {
        boolean better = best == null || best.isBeatenBy(value, holds, higherIsBetter);
        return new TrainState(
                step,
                epoch,
                loss,
                gradientNorm,
                better ? new Best(step, value, holds) : best,
                better ? 0 : sinceBest + 1,
                seconds,
                stop);
    }

    public TrainState stopped(Stop why) {
        return new TrainState(step, epoch, loss, gradientNorm, best, sinceBest, seconds, why);
    }

    /** The step whose model is the run's result: the best one where there is validation data, the last one otherwise. */
    public long resultStep() {
        return best == null ? step : best.step();
    }

    /** As a resumed run takes it: whoever interrupted it wants it to go on now. */
    public TrainState goesOn() {
        return stop.concludes() ? this : stopped(Stop.NONE);
    }

    /** Whether the last evaluation was the best one so far. */
    public boolean isBest() {
        return best != null && best.step() == step;
    }
}
