// SPDX-License-Identifier: Apache-2.0
package org.attune.data.similar;

/**
 * Which values of a signature have to agree for two texts to be compared: all of at least one band (Leskovec, Rajaraman and Ullman,
 * Mining of Massive Datasets, section 3.4).
 *
 * @param bands how many
 * @param rows values in each
 */
record Banding(int bands, int rows) {

    /** A pair at the threshold itself may be missed this often at most. */
    private static final double MOST_MISSED = 0.025;

    /** The longest bands, so the fewest needless comparisons, that still find a pair at the threshold. */
    static Banding of(double threshold) {
        int rows = MinHash.LENGTH / 4;
        while (rows > 1 && missed(threshold, rows) > MOST_MISSED) {
            rows--;
        }
        return new Banding(MinHash.LENGTH / rows, rows);
    }

    /** The probability that a pair of this similarity is compared. */
    double found(double similarity) {
        return 1 - missed(similarity, rows);
    }

    /** The bands of a signature, each as one number. */
    void keys(int[] signature, IntColumn into) {
        for (int band = 0; band < bands; band++) {
            int key = band + 1;
            for (int i = band * rows; i < (band + 1) * rows; i++) {
                key = (key ^ signature[i]) * 0x9E3779B1;
                key ^= key >>> 15;
            }
            into.add(key);
        }
    }

    private static double missed(double similarity, int rows) {
        int bands = MinHash.LENGTH / rows;
        return Math.pow(1 - Math.pow(similarity, rows), bands);
    }
}
