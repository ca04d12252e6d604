// SPDX-License-Identifier: Apache-2.0
package org.attune.statistics;

/**
 * The exact test of McNemar (1947): of the rows that exactly one run has right, each is the first run's or the second's with
 * equal chance if the runs do not differ.
 *
 * @param onlyFirst rows that only the first run has right
 */
public record McNemar(long onlyFirst, long onlySecond) {

    /** @param first whether the first run has each row right */
    public static McNemar of(boolean[] first, boolean[] second) {
        long onlyFirst = 0;
        long onlySecond = 0;
        for (int row = 0; row < first.length; row++) {
            onlyFirst += first[row] && !second[row] ? 1 : 0;
            onlySecond += second[row] && !first[row] ? 1 : 0;
        }
        return new McNemar(onlyFirst, onlySecond);
    }

    /** The chance of a split at least as uneven, on both sides; 1 where the runs never differ. */
    public double p() {
        long n = onlyFirst + onlySecond;
        long fewer = Math.min(onlyFirst, onlySecond);
        // the largest term by logarithms, the others relative to it: no term underflows before it is negligible
        double log = -n * Math.log(2);
        for (long k = 1; k <= fewer; k++) {
            log += Math.log(n - k + 1.0) - Math.log((double) k);
        }
        double sum = 0;
        double term = 1;
        for (long k = fewer; k >= 0 && term > sum * 1e-17; k--) {
            sum += term;
            term *= k / (n - k + 1.0);
        }
        return Math.min(1, 2 * Math.exp(log) * sum);
    }
}
