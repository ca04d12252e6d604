// SPDX-License-Identifier: Apache-2.0
package org.attune.data.personal;

import java.util.List;

/** E-mail addresses: around each at-sign a name and a domain with a top level of letters. */
final class Mail {

    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_DOMAIN = 255;

    private Mail() {}

    static void find(String text, List<Span> spans) {
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            int start = at;
            while (start > 0 && at - start < LONGEST_NAME && isName(text.charAt(start - 1))) {
                start--;
            }
            while (start < at && text.charAt(start) == '.') {
                start++;
            }
            int end = at + 1;
            while (end < text.length() && end - at < LONGEST_DOMAIN && isDomain(text.charAt(end))) {
                end++;
            }
            while (end > at + 1 && !Character.isLetter(text.charAt(end - 1))) {
                end--;
            }
            if (start < at && isWhole(text.substring(at + 1, end))) {
                spans.add(new Span(Kind.EMAIL, start, end));
            }
        }
    }

    private static boolean isWhole(String domain) {
        String[] labels = domain.split("\\.", -1);
        String top = labels[labels.length - 1];
        for (String label : labels) {
            if (label.isEmpty() || label.startsWith("-") || label.endsWith("-")) {
                return false;
            }
        }
        return labels.length > 1 && top.length() > 1 && top.chars().allMatch(Character::isLetter);
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || "._%+-'".indexOf(c) >= 0;
    }

    private static boolean isDomain(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-';
    }
}
