// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Answers by the {@code k} rows with the nearest features, by the angle between them: scikit-learn's
 * {@code KNeighborsClassifier(k, metric="cosine")} and {@code KNeighborsRegressor}. Of equally near rows the first count.
 *
 * @param k at least 1; fewer where there are fewer rows
 */
public record NearestNeighbours(int k) {

    public NearestNeighbours {
        if (k < 1) {
            throw new IllegalArgumentException("k is at least 1, not " + k);
        }
    }

    /**
     * Shares of the neighbours in each class, {@code [asked][classes]}.
     *
     * @param features {@code [rows][width]}, at least one row
     */
    public float[][] shares(float[][] features, int[] labels, int classes, float[][] asked) {
        LogisticRegression.check(features, labels.length);
        int[][] near = near(features, asked);
        float[][] shares = new float[asked.length][classes];
        for (int row = 0; row < asked.length; row++) {
            for (int neighbour : near[row]) {
                shares[row][labels[neighbour]] += 1f / near[row].length;
            }
        }
        return shares;
    }

    /** Means of the neighbours' targets, {@code [asked][1]}. */
    public float[][] means(float[][] features, double[] targets, float[][] asked) {
        LogisticRegression.check(features, targets.length);
        return Arrays.stream(near(features, asked))
                .map(rows -> new float[] {
                    (float) Arrays.stream(rows)
                            .mapToDouble(row -> targets[row])
                            .average()
                            .orElse(Double.NaN)
                })
                .toArray(float[][]::new);
    }

    /** The places of the neighbours, the nearest first. */
    private int[][] near(float[][] features, float[][] asked) {
        double[] lengths = lengths(features);
        return IntStream.range(0, asked.length)
                .parallel()
                .mapToObj(row -> near(asked[row], features, lengths))
                .toArray(int[][]::new);
    }

    /** The length of the one that asks changes no order. */
    private int[] near(float[] asked, float[][] features, double[] lengths) {
        int most = Math.min(k, features.length);
        double[] best = new double[most];
        int[] places = new int[most];
        int found = 0;
        for (int row = 0; row < features.length; row++) {
            double cosine = lengths[row] == 0 ? 0 : product(asked, features[row]) / lengths[row];
            if (found == most && cosine <= best[most - 1]) {
                continue;
            }
            int at = found < most ? found++ : most - 1;
            for (; at > 0 && best[at - 1] < cosine; at--) {
                best[at] = best[at - 1];
                places[at] = places[at - 1];
            }
            best[at] = cosine;
            places[at] = row;
        }
        return places;
    }

    private static double[] lengths(float[][] features) {
        return Arrays.stream(features)
                .mapToDouble(row -> Math.sqrt(product(row, row)))
                .toArray();
    }

    private static double product(float[] a, float[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (double) a[j] * b[j];
        }
        return sum;
    }
}
