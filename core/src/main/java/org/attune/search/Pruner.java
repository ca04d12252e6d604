// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.List;
import java.util.Optional;

/**
 * Says after each evaluation whether a trial is worth its time. What it says follows from the trials that it is shown alone, so that a
 * study goes on after an interruption as if there had been none.
 */
public interface Pruner {

    /** What is to become of a trial. */
    enum Verdict {
        GO_ON,
        /** It ends, and may go on later. */
        PAUSE,
        STOP
    }

    /**
     * @param trial with its curve up to the evaluation that is judged; its value is the best of it
     * @param others all other trials
     */
    Verdict judge(Trial trial, List<Trial> others, boolean maximise);

    /** A paused trial that should go on before a new one is begun. */
    default Optional<Trial> revived(List<Trial> trials, boolean maximise) {
        return Optional.empty();
    }

    /** Whether it says GO_ON whatever it sees, so that nobody needs to look. */
    default boolean isNone() {
        return false;
    }
}
