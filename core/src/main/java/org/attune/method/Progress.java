// SPDX-License-Identifier: Apache-2.0
package org.attune.method;

import org.attune.config.TrainingConfig;

/**
 * Where a run stands before a step. What a method makes of it is a function of these numbers alone, so that a resumed run does the same.
 *
 * @param done optimiser steps
 * @param steps of the whole run if nothing stops it early
 * @param perEpoch steps of an epoch
 */
public record Progress(long done, long steps, long perEpoch) {

    /** Of a run that nothing stops early, when all of its steps are done. */
    public static Progress end(TrainingConfig training, int epochSize) {
        long perEpoch = (epochSize + training.batchSize() - 1L) / training.batchSize();
        long all = perEpoch * training.epochs();
        long steps = Math.min(all, training.maxSteps().map(Integer::longValue).orElse(all));
        return new Progress(steps, steps, perEpoch);
    }

    /** Its last step. */
    public Progress last() {
        return new Progress(steps - 1, steps, perEpoch);
    }
}
