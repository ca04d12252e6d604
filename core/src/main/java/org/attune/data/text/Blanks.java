// SPDX-License-Identifier: Apache-2.0
package org.attune.data.text;

/** Characters that cannot be seen. */
public final class Blanks {

    private Blanks() {}

    /**
     * Without control characters (but tabs and line ends), byte order marks, soft hyphens and zero-width blanks, and without blanks at both
     * ends. The joiners of Indic and Persian letters and of emoji stay.
     */
    public static String trim(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isInvisible(text.charAt(i))) {
                return without(text).strip();
            }
        }
        return text.strip();
    }

    /** Trimmed, and every run of blanks, tabs and line ends one blank. */
    public static String collapse(String text) {
        String trimmed = trim(text);
        StringBuilder collapsed = new StringBuilder(trimmed.length());
        boolean gap = false;
        for (int i = 0; i < trimmed.length(); i++) {
            char c = trimmed.charAt(i);
            boolean blank = Character.isWhitespace(c) || Character.isSpaceChar(c);
            if (!blank) {
                collapsed.append(gap ? " " : "").append(c);
            }
            gap = blank;
        }
        return collapsed.length() == text.length() && collapsed.toString().equals(text) ? text : collapsed.toString();
    }

    /** Whether a control character or zero-width blank stands in it. */
    public static boolean found(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isInvisible(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** The longest run of one letter or digit, in code points. */
    public static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        int before = -1;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            run = c == before ? run + 1 : 1;
            before = c;
            if (run > longest && (c < 128 ? isPlainLetterOrDigit(c) : Character.isLetterOrDigit(c))) {
                longest = run;
            }
        }
        return longest;
    }

    private static boolean isPlainLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static String without(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.chars().filter(c -> !isInvisible((char) c)).forEach(c -> kept.append((char) c));
        return kept.toString();
    }

    private static boolean isInvisible(char c) {
        if (c < 0x7f) {
            return c < 0x20 && c != '\t' && c != '\n' && c != '\r';
        }
        return c <= 0x9f || c == '\u00ad' || c == '\u200b' || c == '\u2060' || c == '\ufeff';
    }
}
