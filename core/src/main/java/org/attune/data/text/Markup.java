// SPDX-License-Identifier: Apache-2.0
package org.attune.data.text;

import java.util.Locale;
import java.util.Set;

/** Remains of HTML: elements that HTML has, comments and character references. A less-than sign in a sentence is none. */
public final class Markup {

    private static final Set<String> BLOCKS = Set.of(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "br",
            "center",
            "dd",
            "div",
            "dl",
            "dt",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "head",
            "header",
            "hr",
            "html",
            "li",
            "main",
            "nav",
            "ol",
            "option",
            "p",
            "pre",
            "section",
            "select",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "title",
            "tr",
            "ul");

    private static final Set<String> INLINE = Set.of(
            "a", "abbr", "b", "big", "button", "cite", "code", "del", "em", "font", "i", "iframe", "img", "input",
            "ins", "label", "link", "meta", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u",
            "video");

    /** What stands inside them is no text. */
    private static final Set<String> HIDDEN = Set.of("script", "style", "noscript", "template");

    private static final int LONGEST_TAG = 4000;

    private Markup() {}

    public static boolean found(String text) {
        return (text.indexOf('<') >= 0 || text.indexOf('&') >= 0)
                && !strip(text).equals(text);
    }

    /** The text that a reader of the page would see; elements that break lines leave a line end. */
    public static String strip(String text) {
        if (text.indexOf('<') < 0) {
            return References.decode(text);
        }
        StringBuilder out = new StringBuilder(text.length());
        boolean stripped = false;
        int i = 0;
        while (i < text.length()) {
            int end = text.charAt(i) == '<' ? endOfTag(text, i) : 0;
            if (end == 0) {
                out.append(text.charAt(i++));
                continue;
            }
            stripped = true;
            String name = name(text, i);
            if (BLOCKS.contains(name) && !out.isEmpty() && out.charAt(out.length() - 1) != '\n') {
                out.append('\n');
            }
            i = HIDDEN.contains(name) && text.charAt(i + 1) != '/' ? endOfHidden(text, end, name) : end;
        }
        String seen = References.decode(out.toString());
        return stripped ? seen.strip() : seen;
    }

    /** Behind the element or comment that begins here; 0 where none does. */
    private static int endOfTag(String text, int start) {
        if (text.startsWith("<!--", start)) {
            int end = text.indexOf("-->", start);
            return end < 0 ? 0 : end + 3;
        }
        String name = name(text, start);
        boolean known =
                BLOCKS.contains(name) || INLINE.contains(name) || HIDDEN.contains(name) || name.equals("!doctype");
        if (!known) {
            return 0;
        }
        int limit = Math.min(text.length(), start + LONGEST_TAG);
        for (int i = start + 1; i < limit; i++) {
            if (text.charAt(i) == '>') {
                return i + 1;
            }
            if (text.charAt(i) == '<') {
                return 0;
            }
        }
        return 0;
    }

    private static String name(String text, int start) {
        int from = start + 1 < text.length() && text.charAt(start + 1) == '/' ? start + 2 : start + 1;
        int end = from;
        while (end < text.length()
                && end - from < 12
                && (isLetterOrDigit(text.charAt(end)) || (end == from && text.charAt(end) == '!'))) {
            end++;
        }
        boolean ends = end < text.length()
                && (text.charAt(end) == '>' || text.charAt(end) == '/' || Character.isWhitespace(text.charAt(end)));
        return ends ? text.substring(from, end).toLowerCase(Locale.ROOT) : "";
    }

    private static int endOfHidden(String text, int from, String name) {
        int end = text.toLowerCase(Locale.ROOT).indexOf("</" + name, from);
        int close = end < 0 ? -1 : text.indexOf('>', end);
        return close < 0 ? from : close + 1;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
