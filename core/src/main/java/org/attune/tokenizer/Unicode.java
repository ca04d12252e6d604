// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

/** The Rust library counts code points and knows no lone surrogates; Java counts UTF-16 units and allows them. */
final class Unicode {

    private static final char REPLACEMENT = '\uFFFD';

    private Unicode() {}

    /** From code points to UTF-16 units of one text. */
    interface Offsets {
        int unit(int codePoint);
    }

    /**
     * Replaces each lone surrogate by U+FFFD, unit for unit. One of them would make the native side replace every
     * character outside the basic plane by several, which shifts all offsets behind it.
     */
    static String wellFormed(String text) {
        int at = firstLone(text, 0);
        if (at < 0) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text);
        for (; at >= 0; at = firstLone(text, at + 1)) {
            clean.setCharAt(at, REPLACEMENT);
        }
        return clean.toString();
    }

    static boolean isWellFormed(String text) {
        return firstLone(text, 0) < 0;
    }

    private static int firstLone(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else {
                return i;
            }
        }
        return -1;
    }

    /** A table only where the text has characters of two units. Positions behind the text are its end. */
    static Offsets offsets(String text) {
        int points = text.codePointCount(0, text.length());
        if (points == text.length()) {
            return codePoint -> Math.min(codePoint, points);
        }
        int[] units = new int[points + 1];
        for (int i = 0; i < points; i++) {
            units[i + 1] = units[i] + Character.charCount(text.codePointAt(units[i]));
        }
        return codePoint -> units[Math.min(codePoint, points)];
    }
}
