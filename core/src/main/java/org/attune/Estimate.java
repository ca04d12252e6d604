// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.attune.model.Base;
import org.attune.model.HeadRequest;
import org.attune.problem.Problems;
import org.attune.tensor.Memory;

/**
 * What a run will take, estimated before it starts: meant to be a little more than what it then takes.
 *
 * @param memory bytes resident at the peak
 * @param disk bytes of checkpoints and model
 */
public record Estimate(long memory, long disk) {

    /** JVM, libtorch and its kernels' caches: what runs of MiniLM have beyond the terms below, rounded up (docs/LOG.md). */
    private static final long PROCESS = 700L << 20;

    /** Master and narrow copy of what a method adds. */
    private static final long PER_ADDED = 4 + 2;

    /** Gradient and two moments. */
    private static final long PER_LEARNT = 4 + 8;

    /** Master and two moments. */
    private static final long PER_SAVED = 12;

    /** An average of the weights, and while it is looked at a copy of them. */
    private static final long PER_AVERAGED = 4 + 4;

    /** Rows that the frozen part takes at once for method head. */
    private static final long FROZEN_ROWS = 64;

    /** What there is to take. */
    interface Available {
        /** Bytes; 0 where the system does not say. */
        long memory();

        /** Bytes free where this folder, which exists, lies. */
        long disk(Path folder) throws IOException;

        /** What each of so many processes may take that do the same. */
        default Available among(int processes) {
            Available whole = this;
            return new Available() {
                @Override
                public long memory() {
                    return whole.memory() / processes;
                }

                @Override
                public long disk(Path folder) throws IOException {
                    return whole.disk(folder); // one of them writes
                }
            };
        }
    }

    /** Of this machine. */
    static final Available HERE = new Available() {
        @Override
        public long memory() {
            return Memory.availableBytes();
        }

        @Override
        public long disk(Path folder) throws IOException {
            return Files.getFileStore(folder).getUsableSpace();
        }
    };

    public static Estimate of(RunPlan plan) {
        Base.Plan model = plan.base().plan(plan.task().head());
        HeadRequest request = plan.task().head();
        boolean head = plan.method().preview().keepsFeatures();
        long learnt = plan.learnt();
        long weights = model.bytes(plan.placement()) + plan.method().preview().added(plan.base(), request) * PER_ADDED;
        long kept = plan.method().preview().kept(plan.setting());
        if (plan.config().export().interpolate().isPresent()) {
            kept += 2L * Float.BYTES * learnt; // both ends
        }
        boolean averages = !plan.config().training().optimizer().average().isNone();
        long learning =
                learnt * (PER_LEARNT + (averages ? PER_AVERAGED : 0)) + (head ? frozen(plan) : graph(plan, model));
        long memory = PROCESS
                + weights
                + kept
                + Math.max(learning, plan.method().preview().prepared(plan.setting()));
        long checkpoints = plan.config().checkpoint().keep() + 2L; // the best one, and the one being written
        long models = 2 * model.size() + (plan.config().export().checkpoints() ? checkpoints * learnt : 0);
        return new Estimate(memory, checkpoints * learnt * (PER_SAVED + (averages ? 4 : 0)) + 4 * models);
    }

    /** Activations of the longest micro-batch, kept for its backward; recomputed, those of one block and all blocks' inputs. */
    private static long graph(RunPlan plan, Base.Plan model) {
        int longest = Math.max(1, plan.longest());
        int blocks = plan.microBatch().blocks();
        long perRow = plan.microBatch().bytesPerRow(longest);
        if (plan.recomputes()) {
            perRow = perRow / blocks
                    + 4L * blocks * longest * plan.base().config().sizes().width();
        }
        long read = plan.placement().storage().isQuantised() ? model.size() / blocks * 4 : 0; // a block's weights
        long beside = plan.method().preview().couplesRows() ? 2 : 1; // as many rows of another domain
        return beside * plan.microRows(longest) * perRow + read;
    }

    /** Without a graph one block's activations live at a time; what the frozen part answers is kept for every example. */
    private static long frozen(RunPlan plan) {
        int longest = Math.max(1, plan.longest());
        long width = plan.base().config().sizes().width();
        long perExample = 4 * width * (plan.task().head().kind() == HeadRequest.Kind.TOKENS ? longest : 1);
        long examples = plan.splits().values().stream()
                .mapToLong(split -> split.examples().size())
                .sum();
        long block = plan.microBatch().bytesPerRow(longest) / plan.microBatch().blocks();
        return FROZEN_ROWS * block + examples * perExample;
    }

    /** @throws org.attune.problem.InputException where memory or disk will not do */
    void check(Path output, Available there) {
        Problems problems = new Problems();
        long available = there.memory();
        if (available > 0 && memory > available) {
            problems.add(
                    "memory.too-little",
                    "memory",
                    "the run needs about " + megabytes(memory) + ", free are " + megabytes(available),
                    "the run fits into memory",
                    "lower training.micro_batch_size (the result stays the same), data.max_length or data.image.size, or use method: lora,"
                            + " or method: head, whose frozen part runs without a graph");
        }
        try {
            Path existing = output.toAbsolutePath();
            while (!Files.exists(existing) && existing.getParent() != null) {
                existing = existing.getParent();
            }
            long space = there.disk(existing);
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
