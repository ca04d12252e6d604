// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.attune.problem.Problem;

/** One value with its text as it was written, resolved by the core schema of YAML 1.2 ({@code on}, {@code no} are text). */
public record ScalarNode(Source source, Kind kind, String text) implements Node {

    public enum Kind {
        TEXT,
        WHOLE,
        NUMBER,
        FLAG,
        NOTHING
    }

    /** Longer digits are text: nobody means a number by them, and parsing them costs quadratic time. */
    private static final int LONGEST_NUMBER = 60;

    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,4})?");
    private static final Pattern NOT_FINITE = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
    private static final Pattern FLAG = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern NOTHING = Pattern.compile("|~|null|Null|NULL");

    /** A scalar without quotes: the core schema says what it is (octal and hexadecimal forms stay text). */
    static ScalarNode plain(Source source, String text) {
        Kind kind = Kind.TEXT;
        if (NOTHING.matcher(text).matches()) {
            kind = Kind.NOTHING;
        } else if (FLAG.matcher(text).matches()) {
            kind = Kind.FLAG;
        } else if (text.length() <= LONGEST_NUMBER && WHOLE.matcher(text).matches()) {
            kind = Kind.WHOLE;
        } else if (NOT_FINITE.matcher(text).matches()
                || (text.length() <= LONGEST_NUMBER && DECIMAL.matcher(text).matches())) {
            kind = Kind.NUMBER;
        }
        return new ScalarNode(source, kind, text);
    }

    static ScalarNode missing(Source source) {
        return new ScalarNode(source, Kind.NOTHING, "null");
    }

    static ScalarNode of(Object value, Source source) {
        if (value instanceof Boolean || value instanceof Integer || value instanceof Long) {
            return plain(source, value.toString());
        }
        if (value instanceof Double || value instanceof Float) {
            return plain(source, numeral(((Number) value).doubleValue()));
        }
        return new ScalarNode(source, Kind.TEXT, value.toString());
    }

    public boolean isText(String word) {
        return kind == Kind.TEXT && text.equals(word);
    }

    boolean isNumber() {
        return kind == Kind.WHOLE || kind == Kind.NUMBER;
    }

    /** The number that stands here; not finite for {@code .inf} and {@code .nan}. Only where {@link #isNumber}. */
    double number() {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
            case "-.inf" -> Double.NEGATIVE_INFINITY;
            case ".nan" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }

    /** The value alone, however it was written: 2e-4 and 0.0002 are the same. */
    String canonical() {
        return switch (kind) {
            case TEXT, WHOLE, NUMBER -> isNumber() ? canonicalNumber() : text;
            case FLAG -> text.toLowerCase(Locale.ROOT);
            case NOTHING -> "null";
        };
    }

    private String canonicalNumber() {
        double value = number();
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return NOT_FINITE.matcher(text).matches() ? numeral(value) : text;
        }
        BigDecimal exact = new BigDecimal(text);
        return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toString();
    }

    private static String numeral(double value) {
        if (Double.isNaN(value)) {
            return ".nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? ".inf" : "-.inf";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return Double.toString(value);
    }

    @Override
    public String describe() {
        return switch (kind) {
            case TEXT -> Problem.quote(text) + " (text)";
            case WHOLE, NUMBER, FLAG -> Problem.quote(text);
            case NOTHING -> "nothing";
        };
    }

    @Override
    public ScalarNode at(Source place) {
        return new ScalarNode(place, kind, text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScalarNode scalar
                && isNumber() == scalar.isNumber()
                && (isNumber() || kind == scalar.kind)
                && canonical().equals(scalar.canonical());
    }

    @Override
    public int hashCode() {
        return canonical().hashCode();
    }
}
