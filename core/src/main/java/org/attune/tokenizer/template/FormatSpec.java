// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How one value is written into a format: {@code [[fill]align][sign][#][0][width][grouping][.precision][type]}.
 *
 * @param precision below 0 where none is given
 * @param type a letter, a space where none is given
 */
record FormatSpec(Layout layout, char sign, boolean alternate, String grouping, int precision, char type) {

    /**
     * Where a text stands in its width.
     *
     * @param align one of {@code < > = ^}, a space where none is given
     */
    record Layout(String fill, char align, int width) {}

    private static final Pattern PATTERN = Pattern.compile(
            "(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\\d{1,9})?([,_])?(?:\\.(\\d{1,9}))?([a-zA-Z%])?", Pattern.DOTALL);

    private static final int MOST_PRECISION = 400;

    static FormatSpec parse(String text) {
        Matcher matcher = PATTERN.matcher(text);
        if (!matcher.matches()) {
            throw Failure.error("Invalid format specifier '" + text + "'");
        }
        boolean zero = matcher.group(5) != null;
        String fill = matcher.group(1) != null ? matcher.group(1) : zero && matcher.group(2) == null ? "0" : " ";
        char align = first(matcher.group(2), zero ? '=' : ' ');
        int width = matcher.group(6) == null ? 0 : Integer.parseInt(matcher.group(6));
        String grouping = matcher.group(7) == null ? "" : matcher.group(7);
        int precision = matcher.group(8) == null ? -1 : Integer.parseInt(matcher.group(8));
        return new FormatSpec(
                new Layout(fill, align, width),
                first(matcher.group(3), '-'),
                matcher.group(4) != null,
                grouping,
                precision,
                first(matcher.group(9), ' '));
    }

    private static char first(@Nullable String text, char otherwise) {
        return text == null ? otherwise : text.charAt(0);
    }

    String format(Budget budget, Object value) {
        BigInteger whole = Numbers.whole(value);
        if (whole != null && "eEfFgG%".indexOf(type) < 0) {
            return whole(budget, whole);
        }
        if (whole != null || value instanceof Double) {
            return real(budget, Numbers.real(value));
        }
        String text = Markup.textOf(value);
        if (text == null || "s ".indexOf(type) < 0 || layout.align == '=') {
            throw Failure.error("unsupported format for a value of type '" + Types.name(value) + "'");
        }
        String cut = precision >= 0 && precision < CodePoints.length(text) ? CodePoints.part(text, 0, precision) : text;
        return aligned(budget, "", cut, '<');
    }

    private String whole(Budget budget, BigInteger value) {
        if (precision >= 0) {
            throw Failure.error("Precision not allowed in integer format specifier");
        }
        if (type == 'c') {
            boolean valid = value.bitLength() < 31 && Character.isValidCodePoint(value.intValue());
            if (!valid) {
                throw Failure.error("%c arg not in range(0x110000)");
            }
            return aligned(budget, "", Character.toString(value.intValue()), '<');
        }
        int radix = switch (type) {
            case ' ', 'd', 'n' -> 10;
            case 'x', 'X' -> 16;
            case 'o' -> 8;
            case 'b' -> 2;
            default -> throw Failure.error("Unknown format code '" + type + "' for object of type 'int'");
        };
        String digits = value.abs().toString(radix);
        String prefix = alternate && radix != 10 ? "0" + type : "";
        String body =
                RealText.grouped(type == 'X' ? digits.toUpperCase(Locale.ROOT) : digits, grouping, radix == 10 ? 3 : 4);
        return aligned(budget, signOf(value.signum() < 0) + prefix, body, '>');
    }

    private String real(Budget budget, double value) {
        if (precision > MOST_PRECISION) {
            throw Failure.limit("a precision of more than " + MOST_PRECISION);
        }
        boolean negative = value < 0 || (value == 0 && 1 / value < 0);
        String text = RealText.format(Math.abs(value), type, precision, alternate);
        return aligned(budget, signOf(negative), RealText.grouped(text, grouping, 3), '>');
    }

    private String signOf(boolean negative) {
        return negative ? "-" : sign == '-' ? "" : String.valueOf(sign);
    }

    private String aligned(Budget budget, String prefix, String body, char otherwise) {
        long missing = layout.width - (long) prefix.length() - CodePoints.length(body);
        if (missing <= 0) {
            return prefix + body;
        }
        if (layout.align == '=' && !grouping.isEmpty() && layout.fill.equals("0")) {
            throw Failure.unsupported("zeros in front of grouped digits");
        }
        return switch (layout.align == ' ' ? otherwise : layout.align) {
            case '<' -> prefix + body + Padding.fill(budget, layout.fill, missing);
            case '=' -> prefix + Padding.fill(budget, layout.fill, missing) + body;
            case '^' ->
                Padding.fill(budget, layout.fill, missing / 2)
                        + prefix
                        + body
                        + Padding.fill(budget, layout.fill, missing - missing / 2);
            default -> Padding.fill(budget, layout.fill, missing) + prefix + body;
        };
    }
}
