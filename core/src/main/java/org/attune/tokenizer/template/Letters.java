// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.Locale;
import java.util.function.IntPredicate;

/** Upper and lower case and kinds of characters, as Python's str has them. */
final class Letters {

    private Letters() {}

    static void define() {
        TextMethods.define("isupper", "/", (b, s, a) -> hasCase(s, true));
        TextMethods.define("islower", "/", (b, s, a) -> hasCase(s, false));
        TextMethods.define("isspace", "/", (b, s, a) -> CodePoints.isSpace(s));
        TextMethods.define("isalpha", "/", (b, s, a) -> all(s, Character::isLetter));
        TextMethods.define("isdecimal", "/", (b, s, a) -> all(s, Character::isDigit));
        TextMethods.define("isdigit", "/", (b, s, a) -> all(s, Letters::isDigit));
        TextMethods.define("isnumeric", "/", (b, s, a) -> all(s, Letters::isNumeric));
        TextMethods.define("isalnum", "/", (b, s, a) -> all(s, c -> Character.isLetter(c) || isNumeric(c)));
    }

    private static boolean all(String text, IntPredicate is) {
        return !text.isEmpty() && text.codePoints().allMatch(is);
    }

    /** Decimal digits, superscripts and the like: what has a value from 0 to 9 in Unicode's field of digits. */
    private static boolean isDigit(int c) {
        return Character.isDigit(c)
                || "²³¹".indexOf(c) >= 0
                || c == 0x2070
                || (c >= 0x2074 && c <= 0x2079)
                || (c >= 0x2080 && c <= 0x2089)
                || (c >= 0x2460 && c <= 0x2468);
    }

    private static boolean isNumeric(int c) {
        int type = Character.getType(c);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER
                || "零〇一二三四五六七八九十百千万亿".indexOf(c) >= 0;
    }

    /** Whether all that has a case has this one, and anything has. */
    static boolean hasCase(String text, boolean upper) {
        boolean cased = text.codePoints().anyMatch(Letters::isCased);
        return cased
                && text.codePoints()
                        .allMatch(c -> upper
                                ? !Character.isLowerCase(c) && !Character.isTitleCase(c)
                                : !Character.isUpperCase(c) && !Character.isTitleCase(c));
    }

    private static boolean isCased(int c) {
        return Character.isLowerCase(c) || Character.isUpperCase(c) || Character.isTitleCase(c);
    }

    static String capitalize(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = text.offsetByCodePoints(0, 1);
        return titleCase(text.substring(0, first)) + lowerTail(text, first);
    }

    /** What follows in lower case; a final sigma looks at what stands before it. */
    private static String lowerTail(String text, int from) {
        return ("a" + text.substring(from)).toLowerCase(Locale.ROOT).substring(1);
    }

    private static String titleCase(String character) {
        int title = Character.toTitleCase(character.codePointAt(0));
        return title == character.codePointAt(0) && character.codePointAt(0) == 'ß' ? "Ss" : Character.toString(title);
    }

    /** Each run of letters begins in title case. */
    static String title(String text) {
        StringBuilder title = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int c = text.codePointAt(i);
            String one = Character.toString(c);
            title.append(inside ? one.toLowerCase(Locale.ROOT) : titleCase(one));
            inside = isCased(c);
        }
        return title.toString();
    }

    static String swapCase(String text) {
        StringBuilder swapped = new StringBuilder();
        text.codePoints().forEach(c -> {
            String one = Character.toString(c);
            swapped.append(
                    Character.isUpperCase(c)
                            ? one.toLowerCase(Locale.ROOT)
                            : Character.isLowerCase(c) ? one.toUpperCase(Locale.ROOT) : one);
        });
        return swapped.toString();
    }
}
