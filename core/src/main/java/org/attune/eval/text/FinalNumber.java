// SPDX-License-Identifier: Apache-2.0
package org.attune.eval.text;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The answer of an arithmetic problem: the first number after the last {@code ####} (as GSM8K writes it), without that mark the
 * last number of the text. Numbers are compared by value, so {@code 42}, {@code +42.0}, {@code $42} and {@code 4.2e1} are equal.
 *
 * <ul>
 *   <li>A comma belongs to a number between groups of three digits ({@code 1,234}), otherwise it ends it; the decimal mark is a
 *       point, and a point without a digit after it is the end of a sentence.
 *   <li>A hyphen or minus sign counts unless a letter, digit or closing bracket stands before it: {@code 5-3} ends in 3. A
 *       currency sign may stand between sign and digits, or before both.
 *   <li>Units and percent signs are not looked at ({@code 42 %} is 42); fractions are not read ({@code 3/4} ends in 4); digits
 *       right after a Latin letter are part of a word ({@code H2}).
 * </ul>
 */
public final class FinalNumber {

    private static final String MARK = "####";

    private static final Pattern NUMBER = Pattern.compile(
            "(?:(?<![\\p{L}\\p{N})\\]}])(?<sign>[-\u2212+])\\p{Sc}?|(?<!\\p{N})\\p{Sc}(?<later>[-\u2212+])?)?"
                    + "(?<![A-Za-z_\\d])"
                    + "(?<digits>(?:[0-9]{1,3}+(?:,[0-9]{3})++(?![0-9])|[0-9]++)(?:\\.[0-9]++)?|(?<!\\.)\\.[0-9]++)"
                    + "(?<power>[eE][-+]?[0-9]{1,3}(?![0-9]))?%?");

    /** Longer ones are no answers, and reading them takes time that grows with the square of their length. */
    private static final int MOST_DIGITS = 400;

    private FinalNumber() {}

    /** The number that a text ends in; empty where it has none. */
    public static Optional<BigDecimal> of(String text) {
        int mark = text.lastIndexOf(MARK);
        Matcher numbers = NUMBER.matcher(mark < 0 ? text : text.substring(mark + MARK.length()));
        Optional<BigDecimal> found = Optional.empty();
        while (numbers.find()) {
            found = value(numbers);
            if (mark >= 0) {
                return found;
            }
        }
        return found;
    }

    private static Optional<BigDecimal> value(Matcher number) {
        String digits = number.group("digits").replace(",", "");
        if (digits.length() > MOST_DIGITS) {
            return Optional.empty();
        }
        String power = number.group("power");
        BigDecimal value = new BigDecimal(power == null ? digits : digits + power);
        return Optional.of(isMinus(number.group("sign")) || isMinus(number.group("later")) ? value.negate() : value);
    }

    private static boolean isMinus(@Nullable String sign) {
        return sign != null && !sign.equals("+");
    }

    /** Whether the prediction ends in the number that one of the references ends in. */
    public static boolean matches(String prediction, List<String> references) {
        Optional<BigDecimal> said = of(prediction);
        return said.isPresent()
                && references.stream()
                        .flatMap(reference -> of(reference).stream())
                        .anyMatch(number -> number.compareTo(said.get()) == 0);
    }

    /** Whether a reference asks for a number: it has the mark, or is nothing but a number. */
    public static boolean isAsked(String reference) {
        return reference.contains(MARK)
                ? of(reference).isPresent()
                : NUMBER.matcher(reference.strip()).matches();
    }
}
