// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.Optional;

/**
 * How long and in which steps a run learns.
 *
 * @param maxSteps stops after so many optimiser steps, whatever epochs says
 * @param batchSize rows per optimiser step over all processes
 * @param microBatchSize rows per backward pass; bounds memory, never changes the result; empty: by memory
 * @param sampling which classes an epoch has how often
 * @param dropout empty: the model's own
 * @param packing whether examples lie one behind another instead of padded; never changes the result. Language models only
 * @param recompute whether a block's activations are computed again in the backward instead of kept; never changes the result
 * @param threads empty: all
 */
public record TrainingConfig(
        int epochs,
        Optional<Integer> maxSteps,
        Optional<Double> maxMinutes,
        int batchSize,
        Optional<Integer> microBatchSize,
        OptimizerConfig optimizer,
        ScheduleConfig schedule,
        LossConfig loss,
        Sampling sampling,
        Optional<Double> dropout,
        boolean packing,
        boolean recompute,
        Precision precision,
        Optional<Integer> threads,
        int processes) {

    public static final TrainingConfig DEFAULT = new TrainingConfig(
            3,
            Optional.empty(),
            Optional.empty(),
            32,
            Optional.empty(),
            OptimizerConfig.DEFAULT,
            ScheduleConfig.DEFAULT,
            LossConfig.DEFAULT,
            new Sampling.None(),
            Optional.empty(),
            false,
            false,
            Precision.AUTO,
            Optional.empty(),
            1);

    /** Of the arithmetic; master weights are fp32 either way. */
    public enum Precision {
        AUTO,
        BF16,
        FP32
    }

    public TrainingConfig {
        Rules rules = Rules.of("training")
                .between("epochs", epochs, 1, 1_000_000)
                .between("batch_size", batchSize, 1, 1_000_000)
                .between("processes", processes, 1, 4096);
        maxSteps.ifPresent(steps -> rules.atLeast("max_steps", steps, 1));
        maxMinutes.ifPresent(minutes -> rules.above("max_minutes", minutes, 0));
        microBatchSize.ifPresent(rows -> rules.between("micro_batch_size", rows, 1, batchSize));
        dropout.ifPresent(share -> rules.below("dropout", share, 0, 1));
        threads.ifPresent(count -> rules.between("threads", count, 1, 4096));
        rules.check();
    }

    static TrainingConfig bind(Section training) {
        int epochs = training.integer("epochs", 3);
        Optional<Integer> maxSteps = training.optional("max_steps", Kinds.WHOLE, "none");
        Optional<Double> maxMinutes = training.optional("max_minutes", Kinds.NUMBER, "none");
        int batchSize = training.integer("batch_size", 32);
        Optional<Integer> microBatchSize = training.optional("micro_batch_size", Kinds.WHOLE, "auto");
        OptimizerConfig optimizer = OptimizerConfig.bind(training);
        ScheduleConfig schedule = ScheduleConfig.bind(training);
        LossConfig loss = LossConfig.bind(training);
        Sampling sampling = training.value("sampling", Sampling.KIND, new Sampling.None());
        Optional<Double> dropout = training.optional("dropout", Kinds.NUMBER, "auto");
        boolean packing = training.flag("packing", false);
        boolean recompute = training.flag("recompute", false);
        Precision precision = training.choice("precision", Precision.AUTO);
        Optional<Integer> threads = training.optional("threads", Kinds.WHOLE, "all");
        int processes = training.integer("processes", 1);
        training.finish();
        return training.build(
                () -> new TrainingConfig(
                        epochs,
                        maxSteps,
                        maxMinutes,
                        batchSize,
                        microBatchSize,
                        optimizer,
                        schedule,
                        loss,
                        sampling,
                        dropout,
                        packing,
                        recompute,
                        precision,
                        threads,
                        processes),
                DEFAULT);
    }
}
