// SPDX-License-Identifier: Apache-2.0
package org.attune.train;

import org.attune.data.Batch;
import org.attune.distributed.Peers;
import org.attune.model.Model;
import org.attune.run.StepEvent;
import org.attune.task.Task;
import org.attune.tensor.Memory;
import org.attune.tensor.Profile;

/** Times steps and counts what they did. Evaluations and checkpoints are not counted as training time. */
public final class Meter {

    private final Model model;
    private final Task task;
    private final boolean keepsFeatures;
    private long started = System.nanoTime();
    private double took;

    /** @param keepsFeatures whether the backbone runs in no step */
    public Meter(Model model, Task task, boolean keepsFeatures) {
        this.model = model;
        this.keepsFeatures = keepsFeatures;
        this.task = task;
        model.parameters().all().forEach(parameter -> Profile.hold("weights", parameter.bytes()));
    }

    /** Forgets the time since the last step. */
    public void restart() {
        started = System.nanoTime();
        Profile.lap();
    }

    /**
     * Seconds since the last restart: those of the step that just ended. The same for all peers, because what happens every few minutes
     * happens everywhere.
     */
    public double seconds(Peers peers) {
        took = peers.sum(new double[] {(System.nanoTime() - started) / 1e9})[0] / peers.size();
        return took;
    }

    /** The step's line in the log. */
    public StepEvent event(TrainState state, Batches.Step step, double rate, Peers peers) {
        long rows = 0;
        long tokens = 0;
        long padded = 0;
        double work = 0;
        Flops flops = new Flops(model, task, keepsFeatures); // what learns may be another with every step
        for (Batch batch : step.micro()) {
            rows += batch.size();
            tokens += batch.tokens();
            padded += batch.paddedTokens();
            work += flops.of(batch);
        }
        double[] all = peers.sum(new double[] {rows, tokens, padded, work});
        return new StepEvent(
                state.step(),
                state.epoch(),
                state.loss(),
                rate,
                state.gradientNorm(),
                (long) all[0],
                (long) all[1],
                (long) all[2],
                all[0] / took,
                all[3] / took,
                Memory.residentBytes());
    }
}
