// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.attune.statistics.KeyedDraws;

/**
 * A forest of regression trees over the unit cube, each grown on a bootstrap sample until its leaves have fewer than four points or equal
 * values (Breiman 2001; every split looks at all dimensions, as Hutter et al. 2014 need it for their analysis of variance).
 */
final class Forest {

    private static final int TREES = 64;
    private static final int LEAST_SPLIT = 4;

    /** A leaf's box, {@code [dimensions]}, and the mean of its points. */
    record Leaf(double[] low, double[] high, double value) {

        double width(int dimension) {
            return high[dimension] - low[dimension];
        }

        double volume() {
            double volume = 1;
            for (int d = 0; d < low.length; d++) {
                volume *= width(d);
            }
            return volume;
        }
    }

    private final double[][] points;
    private final double[] values;

    private Forest(double[][] points, double[] values) {
        this.points = points;
        this.values = values;
    }

    /**
     * The leaves of each tree, which fill the cube.
     *
     * @param points {@code [points][dimensions]}, from 0 to 1
     */
    static List<List<Leaf>> grow(double[][] points, double[] values, long seed) {
        Forest forest = new Forest(points, values);
        int dimensions = points[0].length;
        double[] ones = new double[dimensions];
        Arrays.fill(ones, 1);
        List<List<Leaf>> trees = new ArrayList<>();
        for (int t = 0; t < TREES; t++) {
            KeyedDraws draws = new KeyedDraws(seed, t);
            List<Integer> sample = new ArrayList<>();
            for (int i = 0; i < points.length; i++) {
                sample.add(draws.below(points.length));
            }
            List<Leaf> leaves = new ArrayList<>();
            forest.split(sample, new Leaf(new double[dimensions], ones, 0), leaves);
            trees.add(leaves);
        }
        return trees;
    }

    /** Where and how far a split lowers the squared error. */
    private record Split(int dimension, double at, double gain) {}

    private void split(List<Integer> rows, Leaf box, List<Leaf> leaves) {
        Split best = rows.size() < LEAST_SPLIT ? new Split(0, 0, 0) : best(rows);
        if (best.gain() <= 1e-12) {
            double mean = rows.stream().mapToDouble(i -> values[i]).average().orElse(0);
            leaves.add(new Leaf(box.low(), box.high(), mean));
            return;
        }
        int d = best.dimension();
        double[] high = box.high().clone();
        double[] low = box.low().clone();
        high[d] = best.at();
        low[d] = best.at();
        split(rows.stream().filter(i -> points[i][d] <= best.at()).toList(), new Leaf(box.low(), high, 0), leaves);
        split(rows.stream().filter(i -> points[i][d] > best.at()).toList(), new Leaf(low, box.high(), 0), leaves);
    }

    private Split best(List<Integer> rows) {
        Split best = new Split(0, 0, 0);
        double sum = rows.stream().mapToDouble(i -> values[i]).sum();
        for (int d = 0; d < points[0].length; d++) {
            int dimension = d;
            List<Integer> order = rows.stream()
                    .sorted(Comparator.comparingDouble(i -> points[i][dimension]))
                    .toList();
            double left = 0;
            for (int n = 1; n < order.size(); n++) {
                left += values[order.get(n - 1)];
                double here = points[order.get(n - 1)][d];
                double next = points[order.get(n)][d];
                double right = sum - left;
                double gain = left * left / n + right * right / (order.size() - n) - sum * sum / order.size();
                if (next > here && gain > best.gain()) {
                    best = new Split(d, (here + next) / 2, gain);
                }
            }
        }
        return best;
    }
}
