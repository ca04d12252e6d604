// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.util.LinkedHashMap;
import java.util.Map;
import org.attune.Estimate;
import org.attune.RunPlan;
import org.attune.data.Dataset;
import org.attune.data.Example;
import org.attune.distributed.Peers;
import org.attune.run.Identity;

/**
 * What is known of a cell before it runs.
 *
 * @param done whether its run is there and finished
 * @param flops that it will take, roughly
 * @param memory bytes resident at the peak, estimated
 */
public record CellPlan(Cell cell, Identity identity, boolean done, double flops, long memory) {

    /** Two operations per weight and token forward, as many for the input's gradient, and for the weight's where it learns. */
    private static final double FORWARD = 2;

    /** @param plan of a cell that differs in its seed at most */
    static CellPlan of(Cell cell, RunPlan plan) {
        Map<String, String> pairs = new LinkedHashMap<>(plan.identity().recipe());
        pairs.put("seed", String.valueOf(cell.seed()));
        Identity same = plan.identity();
        Identity identity = new Identity(pairs, same.data(), same.model(), same.derived());
        return new CellPlan(
                cell, identity, false, flops(plan), Estimate.of(plan).memory());
    }

    CellPlan done(boolean finished) {
        return new CellPlan(cell, identity, finished, flops, memory);
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
}
