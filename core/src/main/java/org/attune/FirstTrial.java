// SPDX-License-Identifier: Apache-2.0
package org.attune;

import org.attune.data.Batch;
import org.attune.method.Method;
import org.attune.nn.Pass;
import org.attune.problem.WorkException;
import org.attune.run.Notice;
import org.attune.run.Notice.Weight;
import org.attune.run.RunEvents;
import org.attune.tensor.Memory;
import org.attune.tensor.Parameter;
import org.attune.tensor.Scope;
import org.attune.train.Batches;

/**
 * The longest batch, forward and backward, before the first step, so that a run that will not fit says so at once and not in its third
 * hour. Rows are doubled, each time only where what the former took lets the next one fit: a system that has given too much memory ends
 * processes without a word. It leaves no trace: gradients are thrown away, and what is drawn depends on positions alone.
 *
 * @param estimate of the whole run
 * @param free before anything was loaded
 */
record FirstTrial(RunPlan plan, Estimate estimate, long free, Estimate.Available there) {

    /**
     * Where the estimate leaves as much again free, nothing is tried: runs took from a tenth less than it to a tenth more
     * (docs/LOG.md), so that the trial would find nothing.
     */
    private static final int AMPLE = 2;

    /** The trial costs as much as two of the longest micro-batches: a run that has few of them says as soon itself that they do not fit. */
    private static final int FEW = 8;

    static FirstTrial of(RunPlan plan, Estimate.Available there) {
        return new FirstTrial(plan, Estimate.of(plan), there.memory(), there);
    }

    /**
     * Where it pays.
     *
     * @param done steps that the run has behind it
     * @throws WorkException where the longest batch does not fit, with how many rows of it would
     */
    void run(Batches train, Method method, long done, RunEvents events) {
        long passes = (plan.steps(train) - done) * plan.config().training().batchSize() / train.longestRows();
        if (free > 0 && passes >= FEW && estimate.memory() > free / AMPLE) {
            grow(train, method, events);
        }
    }

    private void grow(Batches train, Method method, RunEvents events) {
        int rows = train.longestRows();
        events.phase(
                RunEvents.Phase.PREPARE,
                "trying the longest batch: " + rows + " rows of "
                        + train.longest(1).length() + " tokens");
        method.activate(plan.end(train)); // the most that ever learns
        long former = 0;
        long grown = 0;
        for (int tried = 1, last = 0; last < rows; last = tried, tried = Math.min(rows, 2 * tried)) {
            long more = last == 0 ? 0 : Math.max(0, grown - former) * (tried - last) / Math.max(1, last - last / 2);
            check(grown + more, tried, last);
            former = grown;
            grown = Math.max(grown, taken(method.joined(train.longest(tried), 1), method));
        }
        events.notice(new Notice(
                Weight.INFORMATION,
                "memory.trial",
                "the longest batch takes " + Estimate.megabytes(grown) + " more, free are "
                        + Estimate.megabytes(there.memory())));
    }

    /** Bytes that a batch takes beyond what was resident before; its memory is free again afterwards. */
    private long taken(Batch batch, Method method) {
        long before = Memory.residentBytes();
        long peak = Memory.peakBytes();
        long forward;
        try (Scope graph = Scope.open()) {
            Pass pass = plan.pass(1, batch);
            var loss = method.loss(batch, pass);
            forward = Memory.residentBytes();
            double[] sums = loss.backward(method.targets(batch)).values().stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            assert sums.length > 0; // what is no number is told by its step, with its rows
            pass.backward();
            forward = Math.max(forward, Memory.residentBytes());
        } finally {
            method.parameters().forEach(group -> group.parameters().forEach(Parameter::clearGradient));
        }
        long risen = Memory.peakBytes();
        return Math.max(0, (risen > peak ? Math.max(risen, forward) : forward) - before);
    }

    private void check(long needed, int tried, int fits) {
        long now = there.memory();
        if (now == 0 || needed <= now) {
            return;
        }
        throw new WorkException(
                "memory.too-little",
                "training",
                "the longest batch needs about " + Estimate.megabytes(needed) + " for " + tried + " rows, free are "
                        + Estimate.megabytes(now),
                "the longest batch fits into memory",
                "set training.micro_batch_size: " + Math.max(1, fits)
                        + " (the result stays the same) or training.recompute: true, or lower data.max_length, and run again"
                        + " with --fresh");
    }
}
