// SPDX-License-Identifier: Apache-2.0
package org.attune.app.terminal;

import java.util.Locale;

/** Quantities as people read them. */
public final class Quantity {

    private Quantity() {}

    /** Four digits behind the point, or three significant ones for what is far from 1: {@code 0.9245}, {@code 1.23e-05}. */
    public static String number(double value) {
        double size = Math.abs(value);
        boolean far = size != 0 && (size < 1e-3 || size >= 1e5);
        return String.format(Locale.ROOT, far ? "%.2e" : "%.4f", value);
    }

    /** {@code 3.2 GB}; 0 is not known and reads as a dash. */
    public static String bytes(long bytes) {
        if (bytes <= 0) {
            return "-";
        }
        double gigabytes = bytes / 1e9;
        return gigabytes >= 1
                ? String.format(Locale.ROOT, "%.1f GB", gigabytes)
                : String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
    }

    /** {@code 0:42}, {@code 12:05}, {@code 3:20:00}. */
    public static String time(double seconds) {
        long whole = Math.round(Math.max(0, seconds));
        return whole >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }
}
