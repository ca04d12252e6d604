// SPDX-License-Identifier: Apache-2.0
package org.attune.data.similar;

/**
 * The lowest byte of each value of a signature (b-bit minwise hashing, Li and König 2010): 64 bytes for a text, enough to tell most
 * candidates that are far from similar without reading them.
 */
final class Sketches {

    private static final int WORDS = MinHash.LENGTH / Integer.BYTES;

    /** Standard deviations of the estimate that a pair may lie below the threshold: one in thirty thousand at the threshold is lost. */
    private static final double MARGIN = 4;

    private final IntColumn words = new IntColumn();

    void add(int[] signature) {
        for (int i = 0; i < MinHash.LENGTH; i += Integer.BYTES) {
            words.add((signature[i] & 0xff)
                    | (signature[i + 1] & 0xff) << 8
                    | (signature[i + 2] & 0xff) << 16
                    | signature[i + 3] << 24);
        }
    }

    /** Whether two texts can be as similar as the threshold. */
    boolean mayReach(double threshold, int text, int other) {
        int agreeing = 0;
        for (int i = 0; i < WORDS; i++) {
            int difference = words.get(text * WORDS + i) ^ words.get(other * WORDS + i);
            for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
                agreeing += (difference >>> shift & 0xff) == 0 ? 1 : 0;
            }
        }
        double deviation = Math.sqrt(threshold * (1 - threshold) / MinHash.LENGTH);
        return (double) agreeing / MinHash.LENGTH >= threshold - MARGIN * deviation;
    }
}
