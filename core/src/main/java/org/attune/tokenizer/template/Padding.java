// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

/** Strings widened to a number of code points. */
final class Padding {

    private Padding() {}

    /** The share of the padding that stands before the text; one half rounds as Python's center does. */
    static String pad(Budget budget, String text, Bound arguments, double before) {
        String fill = arguments.has(1) ? arguments.text(1) : " ";
        if (CodePoints.length(fill) != 1) {
            throw Failure.error("The fill character must be exactly one character long");
        }
        long width = arguments.integer(0, 0);
        long missing = width - CodePoints.length(text);
        if (width < 0 || missing <= 0) {
            return text;
        }
        long left = before == 0.5 ? missing / 2 + (missing & width & 1) : (long) (missing * before);
        return fill(budget, fill, left) + text + fill(budget, fill, missing - left);
    }

    static String zeros(Budget budget, String text, long width) {
        long missing = width - CodePoints.length(text);
        boolean signed = text.startsWith("-") || text.startsWith("+");
        return width < 0 || missing <= 0
                ? text
                : (signed ? text.substring(0, 1) : "") + fill(budget, "0", missing) + text.substring(signed ? 1 : 0);
    }

    static String fill(Budget budget, String fill, long times) {
        if (times > Budget.LONGEST_TEXT) {
            budget.fits(times);
        }
        budget.text(times * fill.length());
        return times <= 0 ? "" : fill.repeat((int) times);
    }
}
