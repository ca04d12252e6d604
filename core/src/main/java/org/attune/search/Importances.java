// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How much of the variance over the space each parameter explains alone: the main effects of a functional analysis of variance over a
 * random forest (Hutter, Hoos and Leyton-Brown 2014), exact for each tree, the mean over trees. What is missing to 1 is due to several
 * parameters together. A parameter that does not exist counts as in the middle.
 */
public final class Importances {

    /** Of fewer trials a forest says nothing. */
    static final int LEAST_TRIALS = 8;

    private Importances() {}

    /** By path, in the order of the space; empty where there are too few trials or all are equal. */
    public static Map<String, Double> of(Space space, List<Trial> trials, long seed) {
        List<Trial> known = trials.stream()
                .filter(trial -> trial.state() == Trial.State.DONE && Double.isFinite(trial.value()))
                .toList();
        Map<String, Double> shares = new LinkedHashMap<>();
        if (known.size() < LEAST_TRIALS) {
            return shares;
        }
        double[][] points = known.stream()
                .map(trial -> IntStream.range(0, space.size())
                        .mapToDouble(i -> space.units(trial.point())[i])
                        .map(unit -> Double.isNaN(unit) ? 0.5 : unit)
                        .toArray())
                .toArray(double[][]::new);
        double[] values = known.stream().mapToDouble(Trial::value).toArray();
        double[] mean = shares(Forest.grow(points, values, seed), space.size());
        for (int d = 0; d < mean.length && Double.isFinite(mean[d]); d++) {
            shares.put(space.parameters().get(d).path(), mean[d]);
        }
        return shares;
    }

    /** {@code [dimensions]}; NaN where no tree has any variance. */
    static double[] shares(List<List<Forest.Leaf>> trees, int dimensions) {
        double[] sums = new double[dimensions];
        int counted = 0;
        for (List<Forest.Leaf> leaves : trees) {
            double mean = leaves.stream()
                    .mapToDouble(leaf -> leaf.volume() * leaf.value())
                    .sum();
            double variance = leaves.stream()
                    .mapToDouble(leaf -> leaf.volume() * Math.pow(leaf.value() - mean, 2))
                    .sum();
            if (variance > 1e-300) {
                counted++;
                for (int d = 0; d < dimensions; d++) {
                    sums[d] += main(leaves, d, mean) / variance;
                }
            }
        }
        for (int d = 0; d < dimensions; d++) {
            sums[d] = counted == 0 ? Double.NaN : sums[d] / counted;
        }
        return sums;
    }

    /** The variance, along one dimension, of the mean over all others. */
    private static double main(List<Forest.Leaf> leaves, int dimension, double mean) {
        double[] cuts = leaves.stream()
                .flatMapToDouble(leaf -> DoubleStream.of(leaf.low()[dimension], leaf.high()[dimension]))
                .sorted()
                .distinct()
                .toArray();
        double variance = 0;
        for (int i = 1; i < cuts.length; i++) {
            double from = cuts[i - 1];
            double to = cuts[i];
            double marginal = leaves.stream()
                    .filter(leaf -> leaf.low()[dimension] <= from && leaf.high()[dimension] >= to)
                    .mapToDouble(leaf -> leaf.value() * leaf.volume() / leaf.width(dimension))
                    .sum();
            variance += (to - from) * (marginal - mean) * (marginal - mean);
        }
        return variance;
    }
}
