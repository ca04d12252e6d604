// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

/** Quoted strings in tags, with Python's escapes. */
final class StringLiteral {

    private static final String SIMPLE = "abfnrtv\\'\"";
    private static final String MEANS = "\u0007\b\f\n\r\t\u000b\\'\"";

    private StringLiteral() {}

    /** Behind the closing quote of the string that begins here. */
    static int end(String text, int at) {
        char quote = text.charAt(at);
        for (int i = at + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == quote) {
                return i + 1;
            }
        }
        throw SyntaxFailure.syntax(at, "a string without its closing " + quote);
    }

    static String content(String text, int at, int end) {
        StringBuilder content = new StringBuilder();
        int i = at + 1;
        while (i < end - 1) {
            char c = text.charAt(i);
            if (c == '\\') {
                i = escape(text, i, content);
            } else {
                content.append(c);
                i++;
            }
        }
        return content.toString();
    }

    /** Appends what an escape means; answers the offset behind it. */
    private static int escape(String text, int at, StringBuilder content) {
        char c = text.charAt(at + 1);
        int simple = SIMPLE.indexOf(c);
        if (simple >= 0) {
            content.append(MEANS.charAt(simple));
            return at + 2;
        }
        if (c == '\n') {
            return at + 2;
        }
        if (c >= '0' && c <= '7') {
            int end = at + 2;
            while (end < at + 4 && text.charAt(end) >= '0' && text.charAt(end) <= '7') {
                end++;
            }
            content.appendCodePoint(Integer.parseInt(text, at + 1, end, 8));
            return end;
        }
        int digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
        if (digits > 0) {
            return hexadecimal(text, at, digits, content);
        }
        if (c == 'N' || c > '~') {
            throw SyntaxFailure.unsupported(at, "a backslash before N or a character beyond ASCII");
        }
        content.append('\\');
        return at + 1;
    }

    private static int hexadecimal(String text, int at, int digits, StringBuilder content) {
        int end = at + 2 + digits;
        try {
            int code = end <= text.length() ? Integer.parseInt(text, at + 2, end, 16) : -1;
            if (Character.isValidCodePoint(code) && text.charAt(at + 2) != '+') {
                if (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE) {
                    throw SyntaxFailure.unsupported(at, "half of a surrogate pair");
                }
                content.appendCodePoint(code);
                return end;
            }
        } catch (NumberFormatException e) {
            // reported below, like a code that is out of range
        }
        throw SyntaxFailure.syntax(at, "a truncated or wrong escape in a string");
    }
}
