// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.Arrays;
import org.attune.report.page.Points;

/** Pairs of true and predicted numbers, evenly thinned so that a page can show them. Not thread-safe. */
final class NumberPairs {

    private static final int MOST = 2000;

    private final double[] truth = new double[MOST];
    private final double[] said = new double[MOST];
    private int size;
    private long seen;
    private long stride = 1;

    void add(double label, double prediction) {
        if (seen++ % stride != 0) {
            return;
        }
        if (size == MOST) {
            for (int i = 0; i < MOST / 2; i++) {
                truth[i] = truth[2 * i];
                said[i] = said[2 * i];
            }
            size = MOST / 2;
            stride *= 2;
            if ((seen - 1) % stride != 0) {
                return;
            }
        }
        truth[size] = label;
        said[size++] = prediction;
    }

    long seen() {
        return seen;
    }

    Points points() {
        return new Points(Arrays.copyOf(truth, size), Arrays.copyOf(said, size));
    }
}
