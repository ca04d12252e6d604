// SPDX-License-Identifier: Apache-2.0
package org.attune.run;

import java.nio.file.Path;
import java.util.List;
import org.attune.config.ResolvedRecipe;

record AllRunEvents(List<RunEvents> listeners) implements RunEvents {

    @Override
    public void phase(Phase phase, String detail) {
        listeners.forEach(listener -> listener.phase(phase, detail));
    }

    @Override
    public void resolved(ResolvedRecipe recipe) {
        listeners.forEach(listener -> listener.resolved(recipe));
    }

    @Override
    public void plan(long doneSteps, long totalSteps) {
        listeners.forEach(listener -> listener.plan(doneSteps, totalSteps));
    }

    @Override
    public void step(StepEvent step) {
        listeners.forEach(listener -> listener.step(step));
    }

    @Override
    public void evaluation(EvaluationEvent evaluation) {
        listeners.forEach(listener -> listener.evaluation(evaluation));
    }

    @Override
    public void checkpoint(long step, Path folder) {
        listeners.forEach(listener -> listener.checkpoint(step, folder));
    }

    @Override
    public void notice(Notice notice) {
        listeners.forEach(listener -> listener.notice(notice));
    }

    @Override
    public void done(RunState state, String message) {
        listeners.forEach(listener -> listener.done(state, message));
    }
}
