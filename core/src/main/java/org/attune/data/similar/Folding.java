// SPDX-License-Identifier: Apache-2.0
package org.attune.data.similar;

/** A text as far as it matters for likeness: letters and digits in lower case, everything between them one blank. */
final class Folding {

    private Folding() {}

    static String of(String text) {
        char[] folded = new char[text.length()];
        int length = 0;
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isKept(c)) {
                gap = true;
                continue;
            }
            if (gap && length > 0) {
                folded[length++] = ' ';
            }
            gap = false;
            folded[length++] = c < 128 ? (char) (c >= 'A' && c <= 'Z' ? c | 0x20 : c) : Character.toLowerCase(c);
        }
        return new String(folded, 0, length);
    }

    private static boolean isKept(char c) {
        if (c < 128) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        }
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c)
                || type == Character.SURROGATE
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }
}
