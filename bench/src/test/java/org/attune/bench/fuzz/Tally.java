// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.fuzz;

/** How many inputs ended in which way. */
record Tally(long accepted, long refused, long bad) {

    static final Tally NONE = new Tally(0, 0, 0);

    Tally plus(Tally other) {
        return new Tally(accepted + other.accepted, refused + other.refused, bad + other.bad);
    }

    long tried() {
        return accepted + refused + bad;
    }
}
