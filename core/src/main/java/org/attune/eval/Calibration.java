// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.ArrayList;
import java.util.List;
import org.attune.task.ClassScores;
import org.attune.task.LabelScores;

/**
 * Expected calibration error (Guo et al. 2017) over 15 equal-width bins of confidence (low, high]: the mean distance between
 * how sure the answers are and how often they are right. With one label per row an answer is the predicted class; with
 * several, every (row, label) pair is one and its probability the confidence that the label applies.
 */
record Calibration(int rows, int perRow, float[] confidence, boolean[] right) implements Family {

    static final int BINS = 15;

    static Calibration of(ClassScores scores) {
        int n = scores.rows();
        int[] predictions = scores.predictions();
        Calibration made = new Calibration(n, 1, new float[n], new boolean[n]);
        for (int row = 0; row < n; row++) {
            made.confidence[row] = scores.probabilities()[row][predictions[row]];
            made.right[row] = predictions[row] == scores.labels()[row];
        }
        return made;
    }

    static Calibration of(LabelScores scores) {
        int labels = scores.classes();
        int pairs = Math.multiplyExact(scores.rows(), labels);
        Calibration made = new Calibration(scores.rows(), labels, new float[pairs], new boolean[pairs]);
        for (int pair = 0; pair < pairs; pair++) {
            int row = pair / labels;
            made.confidence[pair] = scores.probabilities()[row][pair % labels];
            made.right[pair] = scores.labels()[row][pair % labels];
        }
        return made;
    }

    @Override
    public List<String> names() {
        return List.of("ece");
    }

    /** Every resample adds noise to every bin, and distances grow with noise. */
    @Override
    public boolean shifted() {
        return true;
    }

    @Override
    public long cost() {
        return 2L * confidence.length;
    }

    @Override
    public double[] values(int[] times) {
        double[] excess = new double[BINS];
        long total = 0;
        for (int row = 0; row < rows; row++) {
            int weight = times[row];
            for (int i = row * perRow; weight > 0 && i < (row + 1) * perRow; i++) {
                excess[bin(confidence[i])] += weight * (confidence[i] - (right[i] ? 1.0 : 0.0));
            }
            total += (long) weight * perRow;
        }
        double error = 0;
        for (double sum : excess) {
            error += Math.abs(sum);
        }
        return new double[] {total == 0 ? Double.NaN : error / total};
    }

    List<ReliabilityBin> bins() {
        long[] count = new long[BINS];
        long[] correct = new long[BINS];
        double[] sum = new double[BINS];
        for (int i = 0; i < confidence.length; i++) {
            int bin = bin(confidence[i]);
            count[bin]++;
            correct[bin] += right[i] ? 1 : 0;
            sum[bin] += confidence[i];
        }
        List<ReliabilityBin> bins = new ArrayList<>();
        for (int b = 0; b < BINS; b++) {
            double mean = Counts.ratio(sum[b], (double) count[b]);
            double accuracy = Counts.ratio((double) correct[b], (double) count[b]);
            bins.add(new ReliabilityBin(b / (double) BINS, (b + 1) / (double) BINS, count[b], mean, accuracy));
        }
        return bins;
    }

    static int bin(float confidence) {
        return Math.max(0, Math.min(BINS - 1, (int) Math.ceil((double) confidence * BINS) - 1));
    }
}
