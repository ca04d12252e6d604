// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

/** How the weights of linear layers that never learn are kept. */
public enum Storage {
    /** As values of the master's type, beside those of the compute type. */
    VALUES,
    /** As values of the compute type alone: what never learns needs no master. */
    NARROW,
    /** Four bits a value, and an fp32 scale for each block. */
    NF4,
    /** Four bits a value, and an eight-bit scale for each block: double quantisation (Dettmers et al. 2023, section 3). */
    NF4_DOUBLE;

    public boolean isQuantised() {
        return this == NF4 || this == NF4_DOUBLE;
    }

    /** Bytes of so many quantised values. */
    public long bytes(long values) {
        long blocks = parts(values, Nf4.BLOCK);
        long scales =
                this == NF4_DOUBLE ? blocks + Float.BYTES * (parts(blocks, Nf4.SCALES) + 1) : Float.BYTES * blocks;
        return parts(values, 2) + scales;
    }

    private static long parts(long count, int size) {
        return (count + size - 1) / size;
    }
}
