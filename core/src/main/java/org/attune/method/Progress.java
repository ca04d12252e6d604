// SPDX-License-Identifier: Apache-2.0
package org.attune.method;

/**
 * Where a run stands before a step. What a method makes of it is a function of these numbers alone, so that a resumed run does the same.
 *
 * @param done optimiser steps
 * @param steps of the whole run if nothing stops it early
 * @param perEpoch steps of an epoch
 */
public record Progress(long done, long steps, long perEpoch) {

    /** The first step of the same run. */
    public Progress first() {
        return new Progress(0, steps, perEpoch);
    }

    /** Its last step. */
    public Progress last() {
        return new Progress(steps - 1, steps, perEpoch);
    }
}
