// SPDX-License-Identifier: Apache-2.0
package org.attune.curation.labels;

import java.util.Arrays;

/**
 * How many rows of each given class are, with confidence, of each class: the confident joint of Northcutt, Jiang and Chuang, "Confident
 * Learning: Estimating Uncertainty in Dataset Labels" (2021), section 3.1. The numbers are those of the package cleanlab.
 *
 * @param thresholds of each class: the mean probability that its rows give it; 2 for a class without rows
 * @param counts {@code [given][likely]}, at least 1 on the diagonal
 * @param likely the class that each row counts for; {@link #NONE} where it reaches no threshold
 * @param rows of each given class
 */
record ConfidentJoint(double[] thresholds, int[][] counts, int[] likely, int[] rows) {

    static final int NONE = -1;

    private static final double ROUNDING = 1e-6;
    private static final double LOWEST_THRESHOLD = 1e-6;
    private static final double NEVER_REACHED = 2;

    /**
     * @param given class of each row
     * @param probabilities {@code [rows][classes]}, each row by a head that did not learn from it
     */
    static ConfidentJoint of(int[] given, float[][] probabilities) {
        int classes = probabilities[0].length;
        int[] rows = new int[classes];
        double[] sums = new double[classes];
        for (int row = 0; row < given.length; row++) {
            rows[given[row]]++;
            sums[given[row]] += probabilities[row][given[row]];
        }
        double[] thresholds = new double[classes];
        Arrays.setAll(thresholds, c -> rows[c] == 0 ? NEVER_REACHED : Math.max(LOWEST_THRESHOLD, sums[c] / rows[c]));
        int[][] counts = new int[classes][classes];
        int[] likely = new int[given.length];
        for (int row = 0; row < given.length; row++) {
            likely[row] = likely(probabilities[row], thresholds);
            if (likely[row] != NONE) {
                counts[given[row]][likely[row]]++;
            }
        }
        for (int c = 0; c < classes; c++) {
            counts[c][c] = Math.max(1, counts[c][c]);
        }
        return new ConfidentJoint(thresholds, counts, likely, rows);
    }

    /** Of several classes whose threshold is reached, the most probable one of all. */
    private static int likely(float[] probabilities, double[] thresholds) {
        int reached = 0;
        int first = NONE;
        for (int c = 0; c < thresholds.length; c++) {
            if (probabilities[c] >= thresholds[c] - ROUNDING) {
                first = reached++ == 0 ? c : first;
            }
        }
        return reached > 1 ? largest(probabilities) : first;
    }

    /** The first of equals. */
    static int largest(float[] probabilities) {
        int largest = 0;
        for (int c = 1; c < probabilities.length; c++) {
            largest = probabilities[c] > probabilities[largest] ? c : largest;
        }
        return largest;
    }

    /** The counts scaled to the rows of each given class: {@code [given][likely]}, whole numbers. */
    int[][] calibrated() {
        int[][] calibrated = new int[counts.length][];
        for (int g = 0; g < counts.length; g++) {
            double total = Arrays.stream(counts[g]).sum();
            double[] scaled = new double[counts.length];
            for (int c = 0; c < scaled.length; c++) {
                scaled[c] = counts[g][c] / total * rows[g];
            }
            calibrated[g] = rounded(scaled);
        }
        return calibrated;
    }

    /** The share of all rows that is of one given and one true class, {@code [given][true]}; sums up to 1. */
    double[][] joint() {
        double all = Arrays.stream(rows).sum();
        return Arrays.stream(calibrated())
                .map(row -> Arrays.stream(row).mapToDouble(n -> n / all).toArray())
                .toArray(double[][]::new);
    }

    /** Rounded to whole numbers with the same sum: what was rounded away furthest comes back, of equals as the reference does. */
    private static int[] rounded(double[] values) {
        double[] whole = Arrays.stream(values).map(Math::rint).toArray();
        int missing = (int) Math.rint(
                Math.rint(Arrays.stream(values).sum()) - Arrays.stream(whole).sum());
        int step = missing < 0 ? -1 : 1;
        for (int left = Math.abs(missing); left > 0; left--) {
            int furthest = 0;
            for (int c = 1; c < values.length; c++) {
                double gap = step * (values[c] - whole[c]);
                double most = step * (values[furthest] - whole[furthest]);
                furthest = gap > most || (step > 0 && gap == most) ? c : furthest;
            }
            whole[furthest] += step;
        }
        return Arrays.stream(whole).mapToInt(value -> (int) value).toArray();
    }
}
