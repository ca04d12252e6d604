// SPDX-License-Identifier: Apache-2.0
package org.attune.report.page;

import java.time.Duration;
import java.util.Locale;

/** Numbers for people: as many digits as help, a dash where there is none. */
public final class Numbers {

    /** What stands where there is no value. */
    public static final String NONE = "–";

    private Numbers() {}

    /** Three decimals below 10, fewer above, powers of ten at the ends. */
    public static String value(double value) {
        if (Double.isNaN(value)) {
            return NONE;
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        double size = Math.abs(value);
        if (size != 0 && (size < 0.0005 || size >= 1e7)) {
            return scientific(value);
        }
        return minus(format(size < 10 ? "%.3f" : size < 100 ? "%.2f" : size < 1000 ? "%.1f" : "%,.0f", value));
    }

    /** {@code 0.912 [0.895, 0.928]}; without the bracket where there is no interval. */
    public static String interval(double value, double low, double high) {
        return low <= high ? value(value) + " " + interval(low, high) : value(value);
    }

    public static String interval(double low, double high) {
        return "[" + value(low) + ", " + value(high) + "]";
    }

    /** With its sign, for differences. */
    public static String signed(double value) {
        return value > 0 ? "+" + value(value) : value(value);
    }

    /** Whole numbers with thousands separated; others as {@link #value}. */
    public static String count(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? minus(format("%,.0f", value)) : value(value);
    }

    public static String count(long value) {
        return minus(String.format(Locale.ROOT, "%,d", value));
    }

    public static String percent(double share) {
        if (Double.isNaN(share)) {
            return NONE;
        }
        double percent = share * 100;
        return minus(format(
                percent != 0 && percent != 100 && (percent < 1 || percent > 99) ? "%.1f %%" : "%.0f %%", percent));
    }

    /** A tick of an axis: no more digits than its neighbour's distance asks for. */
    public static String tick(double value, double step) {
        double size = Math.max(Math.abs(value), Math.abs(step));
        if (size >= 1e6 || Math.abs(step) < 1e-3) {
            return value == 0 ? "0" : scientific(value);
        }
        int decimals = (int) Math.max(0, Math.min(6, -Math.floor(Math.log10(step) + 1e-9)));
        return minus(format("%,." + decimals + "f", value == 0 ? 0.0 : value));
    }

    public static String duration(double seconds) {
        if (!(seconds >= 0) || Double.isInfinite(seconds)) {
            return NONE;
        }
        Duration time = Duration.ofSeconds(Math.round(seconds));
        if (seconds < 60) {
            return format(seconds < 10 ? "%.1f s" : "%.0f s", seconds);
        }
        return time.toHours() > 0
                ? time.toHours() + " h " + time.toMinutesPart() + " min"
                : time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }

    public static String bytes(double bytes) {
        return bytes >= 1e9
                ? format("%.2f GB", bytes / 1e9)
                : bytes >= 1e6 ? format("%.0f MB", bytes / 1e6) : format("%.0f kB", bytes / 1e3);
    }

    private static String scientific(double value) {
        String[] parts = format("%.2e", value).split("e", 2);
        String digits = parts[0].replaceAll("\\.?0+$", "");
        return minus(digits + "e" + Integer.parseInt(parts[1]));
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }

    /** The real minus sign; and no sign for what rounds to zero. */
    private static String minus(String text) {
        boolean zero = text.startsWith("-") && text.chars().noneMatch(c -> c >= '1' && c <= '9');
        return (zero ? text.substring(1) : text).replace('-', '−');
    }
}
