// SPDX-License-Identifier: Apache-2.0
package org.attune.run;

import java.nio.file.Path;
import java.util.List;
import org.attune.config.ResolvedRecipe;

/**
 * What a run tells while it works, always on the thread of the run and in order. A listener that throws ends the run:
 * one that may fail (a network, a terminal) catches what it expects itself.
 */
public interface RunEvents {

    /** The parts of a run that users see. */
    enum Phase {
        LOOK,
        PREPARE,
        LEARN,
        EVALUATE,
        EXPORT,
        REPORT
    }

    /** @param detail what is done, as a user reads it: {@code reading data/train.csv} */
    default void phase(Phase phase, String detail) {}

    /** Everything is resolved; called once, before the first step. */
    default void resolved(ResolvedRecipe recipe) {}

    /** The steps that are planned, for the time that is left; called again where the plan changes. */
    default void plan(long doneSteps, long totalSteps) {}

    default void step(StepEvent step) {}

    default void evaluation(EvaluationEvent evaluation) {}

    default void checkpoint(long step, Path folder) {}

    default void notice(Notice notice) {}

    /** The last call, with the state that stands in {@code state.json}. */
    default void done(RunState state, String message) {}

    static RunEvents none() {
        return new RunEvents() {};
    }

    /** Tells each listener in turn. */
    static RunEvents all(List<? extends RunEvents> listeners) {
        return new AllRunEvents(List.copyOf(listeners));
    }
}
