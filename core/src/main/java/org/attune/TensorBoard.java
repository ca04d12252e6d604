// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.nio.file.Path;
import org.attune.report.TensorBoardLog;
import org.attune.run.EvaluationEvent;
import org.attune.run.RunEvents;
import org.attune.run.StepEvent;

/** Writes what a run tells to TensorBoard's event files too. */
final class TensorBoard implements RunEvents, AutoCloseable {

    private final TensorBoardLog log;

    /** @param doneSteps steps that the run had done before; later ones of an earlier session are purged */
    TensorBoard(Path folder, long doneSteps) {
        log = TensorBoardLog.open(folder, doneSteps + 1);
    }

    @Override
    public void step(StepEvent step) {
        log.step(step.step(), step.loss(), step.learningRate());
    }

    @Override
    public void evaluation(EvaluationEvent evaluation) {
        log.evaluation(evaluation.step(), evaluation.split(), evaluation.metrics());
    }

    @Override
    public void close() {
        log.close();
    }
}
