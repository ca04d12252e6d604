// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Floats with a given number of digits: the formats e, f, g and %. */
final class RealText {

    private static final int USUAL_PRECISION = 6;

    private RealText() {}

    /** Formats a number that is not negative. */
    static String format(double value, char type, int precision, boolean alternate) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            String name = Double.isNaN(value) ? "nan" : "inf";
            return (Character.isUpperCase(type) ? name.toUpperCase(Locale.ROOT) : name) + (type == '%' ? "%" : "");
        }
        int digits = precision < 0 ? USUAL_PRECISION : precision;
        String text = switch (type) {
            case 'f', 'F' -> fixed(value, digits, alternate);
            case 'e', 'E' -> scientific(value, digits, alternate);
            case 'g', 'G', 'n' -> general(value, Math.max(1, digits), alternate);
            case '%' -> percent(value * 100, digits, alternate);
            case ' ' -> precision < 0 ? Reals.text(value) : withPoint(value, Math.max(1, digits));
            default -> throw Failure.error("Unknown format code '" + type + "' for object of type 'float'");
        };
        return Character.isUpperCase(type) ? text.toUpperCase(Locale.ROOT) : text;
    }

    private static String fixed(double value, int digits, boolean point) {
        String text =
                new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
        return point && digits == 0 ? text + "." : text;
    }

    private static String percent(double hundredfold, int digits, boolean point) {
        return (Double.isInfinite(hundredfold) ? "inf" : fixed(hundredfold, digits, point)) + "%";
    }

    private static String scientific(double value, int digits, boolean point) {
        if (value == 0) {
            return (digits > 0 ? "0." + "0".repeat(digits) : point ? "0." : "0") + "e+00";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
        String all = rounded.unscaledValue().toString();
        int exponent = all.length() - 1 - rounded.scale();
        String padded = all.length() < digits + 1 ? all + "0".repeat(digits + 1 - all.length()) : all;
        String text = Reals.scientific(padded, exponent, 'e');
        return point && digits == 0 ? text.replace("e", ".e") : text;
    }

    private static String general(double value, int digits, boolean zeros) {
        int exponent = exponent(value, digits);
        if (exponent < -4 || exponent >= digits) {
            String text = scientific(value, digits - 1, zeros);
            int e = text.indexOf('e');
            return zeros ? text : trimmed(text.substring(0, e)) + text.substring(e);
        }
        String text = fixed(value, digits - 1 - exponent, zeros);
        return zeros ? text : trimmed(text);
    }

    /** Without a type: like g, but a digit stands behind the point, and 10^(p-1) is already scientific. */
    private static String withPoint(double value, int digits) {
        int exponent = exponent(value, digits);
        if (exponent < -4 || exponent >= digits - 1) {
            String text = scientific(value, digits - 1, false);
            int e = text.indexOf('e');
            return trimmed(text.substring(0, e)) + text.substring(e);
        }
        String text = general(value, digits, false);
        return text.contains(".") ? text : text + ".0";
    }

    private static int exponent(double value, int digits) {
        String text = scientific(value, digits - 1, false);
        return Integer.parseInt(text.substring(text.indexOf('e') + 1));
    }

    private static String trimmed(String text) {
        if (text.indexOf('.') < 0) {
            return text;
        }
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }

    /** The digits in front of the point or exponent, separated in groups. */
    static String grouped(String text, String separator, int size) {
        int end = 0;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end)) && text.charAt(end) != 'e') {
            end++;
        }
        if (separator.isEmpty() || text.startsWith("nan") || text.startsWith("inf")) {
            return text;
        }
        StringBuilder grouped = new StringBuilder(text);
        for (int i = end - size; i > 0; i -= size) {
            grouped.insert(i, separator);
        }
        return grouped.toString();
    }
}
