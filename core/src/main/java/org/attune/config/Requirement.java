// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A success criterion that was set before the start: {@code >= 0.92}, or {@code >= base - 0.01} against the untuned
 * model.
 *
 * @param relative whether the limit is added to the untuned model's value
 */
public record Requirement(Comparison comparison, boolean relative, double limit) {

    public enum Comparison {
        AT_LEAST,
        AT_MOST,
        MORE,
        LESS
    }

    private static final String NUMBER = "([0-9]{1,18}(?:\\.[0-9]{0,18})?(?:[eE][-+]?[0-9]{1,2})?)";
    private static final Pattern FORM =
            Pattern.compile("(>=|<=|>|<)\\s*(?:(-?)\\s*" + NUMBER + "|base(?:\\s*([-+])\\s*" + NUMBER + ")?)");

    /** Empty where the text is no requirement. */
    public static Optional<Requirement> parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        Comparison comparison = switch (form.group(1)) {
            case ">=" -> Comparison.AT_LEAST;
            case "<=" -> Comparison.AT_MOST;
            case ">" -> Comparison.MORE;
            default -> Comparison.LESS;
        };
        boolean relative = form.group(3) == null;
        String sign = relative ? form.group(4) : form.group(2);
        String digits = relative ? form.group(5) : form.group(3);
        double limit = digits == null ? 0 : Double.parseDouble(digits);
        return Optional.of(new Requirement(comparison, relative, "-".equals(sign) ? -limit : limit));
    }

    /** Not-a-number never holds. */
    public boolean holds(double value, double base) {
        double bound = relative ? base + limit : limit;
        return switch (comparison) {
            case AT_LEAST -> value >= bound;
            case AT_MOST -> value <= bound;
            case MORE -> value > bound;
            case LESS -> value < bound;
        };
    }
}
