// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.ArrayList;
import java.util.List;

/** Texts by code points, as Python counts, and Python's notion of white space. */
final class CodePoints {

    /** The characters of {@link #isSpace}, for the inside of a class of a pattern. */
    static final String SPACES =
            "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

    private CodePoints() {}

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** A part by offsets in code points, 0 ≤ from ≤ to ≤ length. */
    static String part(String text, int from, int to) {
        int start = text.offsetByCodePoints(0, from);
        return text.substring(start, text.offsetByCodePoints(start, to - from));
    }

    static List<Object> each(Budget budget, String text) {
        budget.list(text.length());
        List<Object> each = new ArrayList<>(text.length());
        text.codePoints().forEach(c -> each.add(Character.toString(c)));
        return each;
    }

    /** What str.isspace() says of one character; the pattern \s is the same set. */
    static boolean isSpace(int c) {
        return (c >= 0x09 && c <= 0x0D)
                || (c >= 0x1C && c <= 0x20)
                || c == 0x85
                || c == 0xA0
                || c == 0x1680
                || (c >= 0x2000 && c <= 0x200A)
                || c == 0x2028
                || c == 0x2029
                || c == 0x202F
                || c == 0x205F
                || c == 0x3000;
    }

    static boolean isSpace(String text) {
        return !text.isEmpty() && text.chars().allMatch(CodePoints::isSpace);
    }

    static String stripStart(String text) {
        int start = 0;
        while (start < text.length() && isSpace(text.charAt(start))) {
            start++;
        }
        return text.substring(start);
    }

    static String stripEnd(String text) {
        int end = text.length();
        while (end > 0 && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    /** Strips any of these characters from the start, the end or both. */
    static String strip(String text, String characters, boolean atStart, boolean atEnd) {
        int start = 0;
        int end = text.length();
        while (atStart && start < end && characters.indexOf(text.codePointAt(start)) >= 0) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (atEnd && end > start && characters.indexOf(text.codePointBefore(end)) >= 0) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    /** Orders by code points; String.compareTo orders by UTF-16 units. */
    static int compare(String a, String b) {
        int i = 0;
        while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        if (i == a.length() || i == b.length()) {
            return Integer.compare(a.length(), b.length());
        }
        char x = a.charAt(i);
        char y = b.charAt(i);
        boolean sameKind = Character.isSurrogate(x) == Character.isSurrogate(y);
        return sameKind ? Integer.signum(Character.compare(x, y)) : Character.isSurrogate(x) ? 1 : -1;
    }
}
