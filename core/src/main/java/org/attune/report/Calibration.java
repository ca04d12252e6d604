// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attune.report.page.Reliability.Bin;

/** Counts how often answers of a given probability are right, in ten equal bins. Not thread-safe. */
final class Calibration {

    private static final int BINS = 10;

    private final long[] count = new long[BINS];
    private final double[] confidence = new double[BINS];
    private final long[] right = new long[BINS];

    /** With one label: the probability of the answer. With several: the probability of each label. */
    void add(PredictionRow row) {
        if (!row.label().isKnown() || row.probabilities().isEmpty()) {
            return;
        }
        if (row.prediction().several() || row.label().several()) {
            for (Map.Entry<String, Double> each : row.probabilities().entrySet()) {
                add(each.getValue(), row.label().names().contains(each.getKey()));
            }
        } else {
            add(
                    row.probability(row.prediction().text()),
                    row.prediction().names().equals(row.label().names()));
        }
    }

    private void add(double probability, boolean isRight) {
        if (probability >= 0 && probability <= 1) {
            int bin = (int) Math.max(0, Math.ceil(probability * BINS) - 1);
            count[bin]++;
            confidence[bin] += probability;
            right[bin] += isRight ? 1 : 0;
        }
    }

    boolean isEmpty() {
        return total() == 0;
    }

    long total() {
        long total = 0;
        for (long one : count) {
            total += one;
        }
        return total;
    }

    List<Bin> bins() {
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < BINS; i++) {
            double n = Math.max(1, count[i]);
            bins.add(new Bin((double) i / BINS, (i + 1.0) / BINS, count[i], confidence[i] / n, right[i] / n));
        }
        return bins;
    }

    /** Mean probability less the share that is right: above zero the model is too sure. */
    double excess() {
        double sum = 0;
        for (int i = 0; i < BINS; i++) {
            sum += confidence[i] - right[i];
        }
        return sum / Math.max(1, total());
    }

    /** The mean distance of probability and share, weighted by the answers in each bin. */
    double error() {
        double sum = 0;
        for (int i = 0; i < BINS; i++) {
            sum += Math.abs(confidence[i] - right[i]);
        }
        return sum / Math.max(1, total());
    }
}
