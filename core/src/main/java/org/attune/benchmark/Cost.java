// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.attune.report.RunFiles;
import org.attune.report.StepRow;

/**
 * What a candidate took on one data set: means over its seeds; NaN where it is not known.
 *
 * @param trainingSeconds of optimiser steps alone; {@code wholeSeconds} with reading, evaluation and writing, and with the time
 *     between an interruption and its continuation
 * @param peakBytes resident, the most that any step saw
 * @param flops that the mathematics of training needs on real tokens
 * @param money by the suite's price per hour and {@code wholeSeconds}
 */
public record Cost(
        double trainingSeconds,
        double wholeSeconds,
        double rowsPerSecond,
        double peakBytes,
        double parameters,
        double learnt,
        double modelBytes,
        double flops,
        double money,
        Optional<Inference> inference) {

    /** Of one run. */
    static Cost of(Cell cell, RunFiles run, CostRules rules) {
        List<StepRow> steps = run.metrics().steps();
        double seconds = sum(steps, row -> row.rows() / row.rowsPerSecond());
        double whole = SuiteTime.took(cell).orElse(Double.NaN);
        return new Cost(
                seconds,
                whole,
                sum(steps, StepRow::rows) / seconds,
                steps.stream()
                        .mapToDouble(StepRow::residentBytes)
                        .filter(Double::isFinite)
                        .max()
                        .orElse(Double.NaN),
                run.manifest().path("model").path("parameters").asDouble(Double.NaN),
                run.manifest().path("model").path("learnt").asDouble(Double.NaN),
                bytes(cell.run().resolve("model")),
                sum(steps, row -> row.flopsPerSecond() * row.rows() / row.rowsPerSecond()),
                rules.pricePerHour().map(price -> price * whole / 3600).orElse(Double.NaN),
                Optional.empty());
    }

    static Cost mean(List<Cost> seeds, Optional<Inference> inference) {
        return new Cost(
                mean(seeds, Cost::trainingSeconds),
                mean(seeds, Cost::wholeSeconds),
                mean(seeds, Cost::rowsPerSecond),
                mean(seeds, Cost::peakBytes),
                mean(seeds, Cost::parameters),
                mean(seeds, Cost::learnt),
                mean(seeds, Cost::modelBytes),
                mean(seeds, Cost::flops),
                mean(seeds, Cost::money),
                inference);
    }

    private static double mean(List<Cost> seeds, ToDoubleFunction<Cost> value) {
        return seeds.stream().mapToDouble(value).average().orElse(Double.NaN);
    }

    private static double sum(List<StepRow> steps, ToDoubleFunction<StepRow> value) {
        return steps.stream().mapToDouble(value).sum();
    }

    /** Of the weights: other files are of no size beside them. */
    private static double bytes(Path model) {
        if (!Files.isDirectory(model)) {
            return Double.NaN;
        }
        try (Stream<Path> files = Files.walk(model)) {
            long sum = 0;
            for (Path file : files.filter(path -> path.toString().endsWith(".safetensors"))
                    .toList()) {
                sum += Files.size(file);
            }
            return sum;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
