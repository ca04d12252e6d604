// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's {@code "%s and %d" % (a, b)}. */
final class PercentFormat {

    private static final Pattern FIELD = Pattern.compile(
            "%(?:\\(([^)]*)\\))?([-+ #0]*)(\\*|\\d{1,9})?(?:\\.(\\*|\\d{0,9}))?[hlL]?(.)", Pattern.DOTALL);

    private final Budget budget;
    private final Object values;
    private int next;

    private PercentFormat(Budget budget, Object values) {
        this.budget = budget;
        this.values = values;
    }

    static String format(Budget budget, String format, Object values) {
        return new PercentFormat(budget, values).format(format);
    }

    private String format(String format) {
        StringBuilder out = new StringBuilder();
        Matcher field = FIELD.matcher(format);
        int position = 0;
        while (position < format.length()) {
            int percent = format.indexOf('%', position);
            int stop = percent < 0 ? format.length() : percent;
            out.append(format, position, stop);
            position = stop;
            if (percent >= 0) {
                if (!field.region(percent, format.length()).lookingAt()) {
                    throw Failure.error("incomplete format");
                }
                String text = field.group(5).equals("%") ? "%" : field(field);
                budget.text(text.length());
                out.append(text);
                position = field.end();
            }
            budget.fits(out.length());
        }
        boolean allUsed =
                !(values instanceof Tuple tuple) || next == tuple.items().size();
        boolean single = values instanceof Tuple || values instanceof Map || values instanceof List || next > 0;
        if (!allUsed || (!single && !(values instanceof Undefined))) {
            throw Failure.error("not all arguments converted during string formatting");
        }
        budget.text(out.length());
        return out.toString();
    }

    private String field(Matcher field) {
        String flags = field.group(2);
        boolean star = "*".equals(field.group(3)) || "*".equals(field.group(4));
        if (star) {
            throw Failure.unsupported("* as the width or precision of a format");
        }
        int width = field.group(3) == null ? 0 : Integer.parseInt(field.group(3));
        String digits = field.group(4);
        int precision = digits == null ? -1 : digits.isEmpty() ? 0 : Integer.parseInt(digits);
        Object value = field.group(1) != null ? mapped(field.group(1)) : argument();
        char type = field.group(5).charAt(0);
        boolean text = "sr".indexOf(type) >= 0 || (type == 'c' && Markup.textOf(value) != null);
        boolean zeros = !text && flags.contains("0") && !flags.contains("-");
        char align = flags.contains("-") ? '<' : zeros ? '=' : '>';
        char sign = flags.contains("+") ? '+' : flags.contains(" ") ? ' ' : '-';
        FormatSpec.Layout layout = new FormatSpec.Layout(zeros ? "0" : " ", align, width);
        return switch (type) {
            case 's', 'r' ->
                new FormatSpec(layout, '-', false, "", precision, 's')
                        .format(budget, type == 's' ? Printing.text(budget, value) : Printing.quoted(budget, value));
            case 'd', 'i', 'u' ->
                new FormatSpec(layout, sign, false, "", noPrecision(precision), 'd').format(budget, whole(value, true));
            case 'x', 'X', 'o' ->
                new FormatSpec(layout, sign, flags.contains("#"), "", noPrecision(precision), type)
                        .format(budget, whole(value, false));
            case 'c' ->
                new FormatSpec(layout, '-', false, "", -1, text ? 's' : 'c').format(budget, character(value, text));
            case 'e', 'E', 'f', 'F', 'g', 'G' ->
                new FormatSpec(layout, sign, flags.contains("#"), "", precision, type).format(budget, number(value));
            default -> throw Failure.error("unsupported format character '" + type + "'");
        };
    }

    private static int noPrecision(int precision) {
        if (precision >= 0) {
            throw Failure.unsupported("a precision for a whole number");
        }
        return -1;
    }

    private Object mapped(String key) {
        Object value = values instanceof Map ? Dicts.get(budget, Dicts.of(values), key) : None.NONE;
        if (!(values instanceof Map)) {
            throw Failure.error("format requires a mapping");
        }
        next++;
        if (value == null) {
            throw Failure.error("KeyError: '" + key + "'");
        }
        return value;
    }

    private Object argument() {
        if (values instanceof Tuple tuple) {
            if (next >= tuple.items().size()) {
                throw Failure.error("not enough arguments for format string");
            }
            return tuple.items().get(next++);
        }
        if (next++ > 0) {
            throw Failure.error("not enough arguments for format string");
        }
        return values;
    }

    private static Object number(Object value) {
        if (!Numbers.isNumber(value)) {
            throw Failure.error("must be real number, not " + Types.name(value));
        }
        return Numbers.real(value);
    }

    private static Object whole(Object value, boolean cutsReals) {
        BigInteger whole = Numbers.whole(value);
        boolean real = cutsReals && value instanceof Double number && !number.isNaN() && !number.isInfinite();
        if (whole == null && !real) {
            throw Failure.error("%d or %x format: a number is required, not " + Types.name(value));
        }
        return whole != null ? whole : new BigDecimal((Double) value).toBigInteger();
    }

    private static Object character(Object value, boolean text) {
        BigInteger code = Numbers.whole(value);
        boolean fits = text ? CodePoints.length(String.valueOf(Markup.textOf(value))) == 1 : code != null;
        if (!fits) {
            throw Failure.error("%c requires int or char");
        }
        return value;
    }
}
