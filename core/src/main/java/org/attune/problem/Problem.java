// SPDX-License-Identifier: Apache-2.0
package org.attune.problem;

/**
 * One thing that is wrong, in words that let its reader mend it.
 *
 * @param code stable and searchable, of the form {@code area.what}, for example {@code recipe.unknown-key}
 * @param where file and line, or the key of the recipe
 * @param found what stands there, quoted when it is the user's own text
 * @param expected the rule that holds
 * @param fix what to do, a command where there is one
 */
public record Problem(String code, String where, String found, String expected, String fix) {

    private static final int LONGEST_QUOTE = 120;

    /** The problem as users see it: one paragraph of three short lines. */
    public String text() {
        return where + ": " + found + "\n    rule: " + expected + "\n    do:   " + fix + "   [" + code + "]";
    }

    /** Quotes foreign text for a message: control characters made visible, long text cut. */
    public static String quote(Object value) {
        String text = String.valueOf(value);
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().limit(LONGEST_QUOTE).forEach(c -> {
            if (Character.isISOControl(c) || c == 0xFEFF) {
                quoted.append(String.format("\\u%04x", c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append(text.codePointCount(0, text.length()) > LONGEST_QUOTE ? "…\"" : "\"")
                .toString();
    }
}
