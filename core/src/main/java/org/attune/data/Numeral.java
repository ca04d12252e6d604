// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

/** A number of a typed format exactly as it is written: {@code 1.0} stays {@code 1.0}, so labels keep their spelling. */
public record Numeral(String written) {

    /** NaN and infinite where the file says so or where the number exceeds a double. */
    public double toDouble() {
        return Double.parseDouble(written);
    }

    @Override
    public String toString() {
        return written;
    }
}
