// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters that make numbers. */
final class NumberFilters {

    private static final Pattern REAL =
            Pattern.compile("[+-]?(?:D\\.?(?:D)?+|\\.D)(?:[eE][+-]?D)?+".replace("D", "\\d++(?:_\\d++)*+"));
    private static final Pattern SPECIAL = Pattern.compile("(?i)[+-]?(?:inf|infinity|nan)");
    private static final Pattern DIGITS = Pattern.compile("[0-9a-zA-Z]++(?:_[0-9a-zA-Z]++)*+");

    private static final int MOST_DIGITS = 4300;

    private NumberFilters() {}

    static void define(Map<String, Filter> all) {
        Filter.define(all, "abs", "", (b, v, a) -> abs(v));
        Filter.define(all, "int", "[default] [base]", NumberFilters::whole);
        Filter.define(all, "float", "[default]", NumberFilters::real);
        Filter.define(all, "round", "[precision] [method]", NumberFilters::round);
    }

    private static Object abs(Object value) {
        BigInteger whole = Numbers.whole(value);
        if (whole != null) {
            return whole.abs();
        }
        return Math.abs(number(value, "abs"));
    }

    private static double number(Object value, String name) {
        if (value instanceof Undefined undefined) {
            throw undefined.failure();
        }
        if (!Numbers.isNumber(value)) {
            throw Failure.error("bad operand type for " + name + ": '" + Types.name(value) + "'");
        }
        return Numbers.real(value);
    }

    private static Object whole(Budget budget, Object value, Bound arguments) {
        if (value instanceof Undefined undefined) {
            throw undefined.failure();
        }
        Object otherwise = arguments.or(0, Numbers.of(0));
        String text = Markup.textOf(value);
        BigInteger whole = text != null ? parse(text, arguments.integer(1, 10)) : Numbers.whole(value);
        if (whole != null) {
            return whole;
        }
        Double real = text != null ? parseReal(text) : value instanceof Double number ? number : null;
        if (real == null || real.isNaN() || (text != null && real.isInfinite())) {
            return otherwise;
        }
        if (real.isInfinite()) {
            throw Failure.error("cannot convert float infinity to integer");
        }
        return new BigDecimal(real).toBigInteger();
    }

    /** What Python's int() makes of a text, null where that is an error. */
    private static @Nullable BigInteger parse(String text, long base) {
        String stripped = stripped(text);
        boolean signed = stripped.startsWith("-") || stripped.startsWith("+");
        String digits = signed ? stripped.substring(1) : stripped;
        String prefix = base == 16 ? "0x" : base == 8 ? "0o" : base == 2 ? "0b" : "";
        if (!prefix.isEmpty() && digits.regionMatches(true, 0, prefix, 0, 2)) {
            digits = digits.substring(2);
            digits = digits.startsWith("_") ? digits.substring(1) : digits;
        }
        if (base < 2 || base > 36) {
            throw Failure.unsupported("the base " + base + " of a number");
        }
        if (!DIGITS.matcher(digits).matches() || digits.length() > MOST_DIGITS) {
            return null;
        }
        try {
            BigInteger value = new BigInteger(digits.replace("_", ""), (int) base);
            return stripped.startsWith("-") ? value.negate() : value;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Without white space around, decimal digits of any script as those of ASCII. */
    private static String stripped(String text) {
        StringBuilder ascii = new StringBuilder();
        TextMethods.strip(text, null, true, true)
                .codePoints()
                .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
                .forEach(ascii::appendCodePoint);
        return ascii.toString();
    }

    private static @Nullable Double parseReal(String text) {
        String stripped = stripped(text);
        if (SPECIAL.matcher(stripped).matches()) {
            double size = stripped.toLowerCase(Locale.ROOT).contains("n") && !stripped.matches("(?i).*inf.*")
                    ? Double.NaN
                    : Double.POSITIVE_INFINITY;
            return stripped.startsWith("-") ? -size : size;
        }
        boolean fits =
                stripped.length() <= MOST_DIGITS && REAL.matcher(stripped).matches();
        return fits ? Double.valueOf(stripped.replace("_", "")) : null;
    }

    private static Object real(Budget budget, Object value, Bound arguments) {
        if (value instanceof Undefined undefined) {
            throw undefined.failure();
        }
        String text = Markup.textOf(value);
        Double real = text != null ? parseReal(text) : Numbers.isNumber(value) ? (Double) Numbers.real(value) : null;
        return real == null ? arguments.or(0, 0.0) : real;
    }

    private static Object round(Budget budget, Object value, Bound arguments) {
        int precision = (int) Math.max(-400, Math.min(400, arguments.integer(0, 0)));
        String method = arguments.has(1) ? arguments.text(1) : "common";
        BigInteger whole = Numbers.whole(value);
        double real = whole == null ? number(value, "round") : 0;
        if (Double.isNaN(real) || Double.isInfinite(real)) {
            throw Failure.unsupported("rounding " + Reals.text(real));
        }
        BigDecimal exact = whole == null ? new BigDecimal(real) : new BigDecimal(whole);
        if (method.equals("common")) {
            BigDecimal rounded = exact.setScale(precision, RoundingMode.HALF_EVEN);
            return whole == null ? (Object) signed(rounded.doubleValue(), real) : rounded.toBigInteger();
        }
        if (!method.equals("ceil") && !method.equals("floor")) {
            throw Failure.error("method must be common, ceil or floor");
        }
        Object power = Numbers.arithmetic("**", Numbers.of(10), Numbers.of(precision));
        double scaled = Numbers.real(Numbers.arithmetic("*", value, power));
        if (Double.isInfinite(scaled)) {
            throw Failure.error("cannot convert float infinity to integer");
        }
        double edge = method.equals("ceil") ? Math.ceil(scaled) : Math.floor(scaled);
        return Numbers.arithmetic("/", new BigDecimal(edge).toBigInteger(), power);
    }

    private static double signed(double rounded, double original) {
        return rounded == 0 ? Math.copySign(0, original) : rounded;
    }
}
