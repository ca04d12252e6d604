// SPDX-License-Identifier: Apache-2.0
package org.attune.launch;

import org.attune.Estimate;
import org.attune.RunPlan;
import org.attune.data.Dataset;
import org.attune.data.Example;
import org.attune.distributed.Peers;
import org.attune.tensor.Scope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What a run will take, roughly.
 *
 * @param flops of all its steps and evaluations
 * @param memory bytes resident at the peak, estimated
 */
public record Forecast(double flops, long memory) {

    /** Two operations per weight and token forward, as many for the input's gradient, and for the weight's where it learns. */
    private static final double FORWARD = 2;

    /** The start of a process, reading, loading, writing. */
    private static final double FIXED = 6;

    /** Of the rate of a bare product, what a whole step of a small model reaches. */
    private static final double REACHED = 0.4;

    private static final int SIDE = 512;
    private static final int PRODUCTS = 20;

    public static Forecast of(RunPlan plan) {
        return new Forecast(flops(plan), Estimate.of(plan).memory());
    }

    /** @param rate of this machine, see {@link #rate} */
    public double seconds(double rate) {
        return FIXED + flops / (rate * REACHED);
    }

    private static double flops(RunPlan plan) {
        var sizes = plan.base().config().sizes();
        double weights = 12.0 * sizes.blocks() * sizes.width() * sizes.width();
        double tokens = plan.splits().values().stream()
                .flatMap(split -> split.examples().stream())
                .mapToLong(Example::length)
                .average()
                .orElse(1);
        double rows = plan.splits().values().stream()
                .mapToLong(split -> split.examples().size())
                .sum();
        var training = plan.config().training();
        double perEpoch = plan.batches(plan.split(Dataset.TRAIN).examples(), Peers.single())
                .epochSize();
        double learnt = Math.min(
                perEpoch * training.epochs(),
                (double) training.maxSteps().orElse(Integer.MAX_VALUE) * training.batchSize());
        double passes = plan.method().preview().keepsFeatures() ? rows : learnt * (plan.learnt() * 2 > weights ? 3 : 2);
        // all rows once for the baselines and once more for what is evaluated
        return FORWARD * weights * tokens * (passes + 2 * rows);
    }

    /** Operations a second of a product of matrices on this machine, the best of a few. */
    public static double rate() {
        double best = 0;
        try (Scope scope = Scope.open()) {
            Tensor one = torch.ones(SIDE, SIDE);
            for (int i = 0; i < PRODUCTS; i++) {
                long begin = System.nanoTime();
                try (Scope product = Scope.open()) {
                    torch.matmul(one, one);
                }
                best = Math.max(best, 2.0 * SIDE * SIDE * SIDE / ((System.nanoTime() - begin) / 1e9));
            }
        }
        return best;
    }
}
