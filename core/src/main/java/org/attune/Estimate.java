// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.attune.problem.Problems;
import org.attune.tensor.Memory;

/**
 * What a run will take, estimated before it starts.
 *
 * @param memory bytes resident at the peak
 * @param disk bytes of checkpoints and model
 */
public record Estimate(long memory, long disk) {

    /** JVM, libtorch and its kernels' caches, measured. */
    private static final long PROCESS = 600L << 20;

    /** Master, gradient, two moments and a narrow copy. */
    private static final long PER_LEARNT = 4 + 4 + 8 + 2;

    /** Master and two moments. */
    private static final long PER_SAVED = 12;

    static Estimate of(RunPlan plan) {
        long parameters = plan.base().plan(plan.task().head()).size();
        int longest = Math.max(1, plan.longest());
        long activations = plan.microRows(longest) * plan.microBatch().bytesPerRow(longest);
        boolean whole = !plan.config().method().name().equals("head");
        long learnt = plan.learnt();
        long memory = PROCESS + parameters * 4 + learnt * PER_LEARNT + (whole ? activations : activations / 3);
        long checkpoints = plan.config().checkpoint().keep() + 2L; // the best one, and the one being written
        return new Estimate(memory, checkpoints * learnt * PER_SAVED + 2 * parameters * 4);
    }

    /** @throws org.attune.problem.InputException where memory or disk will not do */
    void check(Path output) {
        Problems problems = new Problems();
        long available = Memory.availableBytes();
        if (available > 0 && memory > available) {
            problems.add(
                    "memory.too-little",
                    "memory",
                    "the run needs about " + megabytes(memory) + ", free are " + megabytes(available),
                    "the run fits into memory",
                    "lower training.micro_batch_size (the result stays the same) or data.max_length, or use method: lora or head");
        }
        try {
            Path existing = output.toAbsolutePath();
            while (!Files.exists(existing) && existing.getParent() != null) {
                existing = existing.getParent();
            }
            long space = Files.getFileStore(existing).getUsableSpace();
            if (space < disk) {
                problems.add(
                        "disk.too-little",
                        output.toString(),
                        "the run writes about " + megabytes(disk) + ", free are " + megabytes(space),
                        "checkpoints and model fit on the disk",
                        "make room, choose another output, or set checkpoint.keep: 1");
            }
        } catch (IOException e) {
            problems.add(
                    "disk.unreadable",
                    output.toString(),
                    "its disk does not say how much is free: " + e.getMessage(),
                    "the output is on a disk",
                    "choose another output");
        }
        problems.throwIfAny();
    }

    static String megabytes(long bytes) {
        return String.format("%,d MB", bytes >> 20);
    }
}
