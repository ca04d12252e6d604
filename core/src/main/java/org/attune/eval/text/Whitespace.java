// SPDX-License-Identifier: Apache-2.0
package org.attune.eval.text;

import java.util.ArrayList;
import java.util.List;

/** Whitespace as Python's {@code str.split} knows it, which the reference implementations split by; Java's own notions differ. */
final class Whitespace {

    private Whitespace() {}

    static boolean is(int character) {
        return (character >= 0x09 && character <= 0x0D)
                || (character >= 0x1C && character <= 0x20)
                || character == 0x85
                || Character.getType(character) == Character.SPACE_SEPARATOR
                || character == 0x2028
                || character == 0x2029;
    }

    /** The words between runs of whitespace; none of them is empty. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) { // all whitespace is in the first plane
            if (i == text.length() || is(text.charAt(i))) {
                if (i > start) {
                    words.add(text.substring(start, i));
                }
                start = i + 1;
            }
        }
        return words;
    }

    /** The code points that are not whitespace. */
    static int[] without(String text) {
        return text.codePoints().filter(c -> !is(c)).toArray();
    }

    static String withoutTrailing(String text) {
        int end = text.length();
        while (end > 0 && is(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }
}
