// SPDX-License-Identifier: Apache-2.0
package org.attune.report.page;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Builds a page that is HTML and well-formed XML at once: every text and attribute is escaped, every element closed.
 * Not thread-safe.
 */
public final class Html {

    private final StringBuilder out = new StringBuilder(1 << 16);
    private final Deque<String> open = new ArrayDeque<>();

    /** @param attributes names and values in turn */
    public Html open(String tag, String... attributes) {
        start(tag, attributes).append('>');
        open.push(tag);
        return this;
    }

    /** Closes the element that was opened last. */
    public Html close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** An element that never has content. */
    public Html empty(String tag, String... attributes) {
        start(tag, attributes).append("/>");
        return this;
    }

    public Html element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    public Html text(String text) {
        escape(text);
        return this;
    }

    /** A line break in the source, for those who read it. */
    public Html line() {
        out.append('\n');
        return this;
    }

    /** Text of our own that holds no {@code <} and no {@code &}, such as a style sheet. */
    Html verbatim(String text) {
        if (text.indexOf('<') >= 0 || text.indexOf('&') >= 0) {
            throw new IllegalArgumentException("only text that needs no escaping");
        }
        out.append(text);
        return this;
    }

    /** The document, once every element is closed. */
    public String document() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("still open: " + open);
        }
        return "<!DOCTYPE html>\n" + out + "\n";
    }

    private StringBuilder start(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i + 1 < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        return out;
    }

    /** Control characters and halves of surrogate pairs are no characters of a page: U+FFFD stands for them. */
    private void escape(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(isCharacter(c) ? c : 0xFFFD);
            }
        }
    }

    private static boolean isCharacter(int c) {
        return c == '\n'
                || c == '\t'
                || (!Character.isISOControl(c) && (c < 0xD800 || c > 0xDFFF) && (c & 0xFFFE) != 0xFFFE);
    }
}
