// SPDX-License-Identifier: Apache-2.0
package org.attune.train;

/** Why a run ends. The order matters: peers agree on the largest. */
public enum Stop {
    NONE,
    /** All epochs or steps are done. */
    COMPLETE,
    /** No better evaluation for as long as the recipe's patience. */
    PATIENCE,
    /** The recipe's time is up. */
    TIME,
    /** Somebody asked: Ctrl-C, a termination signal, a cancelled job. */
    INTERRUPTED,
    /** The loss or the gradient is not a number. */
    NOT_FINITE;

    /** Whether the run concludes with a model. */
    public boolean concludes() {
        return this == COMPLETE || this == PATIENCE || this == TIME;
    }
}
