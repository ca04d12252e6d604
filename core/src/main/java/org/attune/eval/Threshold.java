// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.Arrays;

/** From which probability a label is given. */
public final class Threshold {

    public static final double DEFAULT = 0.5;

    private Threshold() {}

    /**
     * One threshold for all labels that maximises f1_micro, meant for validation data: a threshold tuned on test data flatters.
     * It lies half-way between the two neighbouring probabilities; of equally good ones the nearest to 0.5, then the lower.
     * 0.5 where no label is ever true.
     */
    public static double tune(LabelScores scores) {
        long[] keys = keys(scores);
        long positives = Arrays.stream(keys).map(key -> key & 1).sum();
        if (positives == 0) {
            return DEFAULT;
        }
        double best = -1;
        double threshold = DEFAULT;
        long correct = 0;
        for (int i = keys.length - 1; i >= 0; i--) {
            correct += keys[i] & 1;
            float here = probability(keys[i]);
            float next = i == 0 ? 0 : probability(keys[i - 1]);
            if (i > 0 && here == next) {
                continue;
            }
            double f1 = 2.0 * correct / (keys.length - i + positives);
            double candidate = here == next ? here : (here + (double) next) / 2;
            if (f1 > best || (f1 == best && nearer(candidate, threshold))) {
                best = f1;
                threshold = candidate;
            }
        }
        return threshold;
    }

    private static boolean nearer(double candidate, double than) {
        double a = Math.abs(candidate - DEFAULT);
        double b = Math.abs(than - DEFAULT);
        return a < b || (a == b && candidate < than);
    }

    /** All (row, label) pairs as bits of the probability, then whether the label is true; rising. */
    private static long[] keys(LabelScores scores) {
        int labels = scores.classes();
        long[] keys = new long[Math.multiplyExact(scores.rows(), labels)];
        for (int i = 0; i < keys.length; i++) {
            float p = scores.probabilities()[i / labels][i % labels] + 0f;
            keys[i] = (long) Float.floatToIntBits(p) << 1 | (scores.labels()[i / labels][i % labels] ? 1 : 0);
        }
        Arrays.sort(keys);
        return keys;
    }

    private static float probability(long key) {
        return Float.intBitsToFloat((int) (key >>> 1));
    }
}
