// SPDX-License-Identifier: Apache-2.0
package org.attune.train;

import java.util.stream.Stream;

/** Why a run ends. */
public enum Stop {
    NONE(0),
    /** All epochs or steps are done. */
    COMPLETE(1),
    /** No better evaluation for as long as the recipe's patience. */
    PATIENCE(2),
    /** The recipe's time is up. */
    TIME(3),
    /** Somebody asked: Ctrl-C, a termination signal, a cancelled job. */
    INTERRUPTED(4);

    private final int rank;

    Stop(int rank) {
        this.rank = rank;
    }

    /** Peers agree on the largest. */
    public int rank() {
        return rank;
    }

    public static Stop ofRank(int rank) {
        return Stream.of(values()).filter(stop -> stop.rank == rank).findFirst().orElse(NONE);
    }

    /** Whether the run concludes with a model. */
    public boolean concludes() {
        return this == COMPLETE || this == PATIENCE || this == TIME;
    }
}
