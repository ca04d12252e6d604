// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Strings in parts: split, rsplit, splitlines, partition. */
final class Splitting {

    private Splitting() {}

    /** From the left, at most {@code most} times (below 0: always); without a separator at runs of white space. */
    static List<Object> forward(Budget budget, String text, @Nullable String separator, long most) {
        List<Object> parts = new ArrayList<>();
        String rest = separator == null ? CodePoints.stripStart(text) : text;
        int position = 0;
        while (position <= rest.length()) {
            boolean last = most >= 0 && parts.size() >= most;
            int cut = last ? -1 : separator == null ? space(rest, position) : find(rest, separator, position);
            budget.list(1);
            if (cut < 0) {
                if (separator != null || position < rest.length()) {
                    parts.add(rest.substring(position));
                }
                break;
            }
            parts.add(rest.substring(position, cut));
            position = separator == null ? afterSpace(rest, cut) : cut + separator.length();
        }
        budget.text(text.length());
        return parts;
    }

    /** From the right: what forward does with the reversed text. */
    static List<Object> backward(Budget budget, String text, @Nullable String separator, long most) {
        List<Object> parts = new ArrayList<>();
        String rest = separator == null ? CodePoints.stripEnd(text) : text;
        int end = rest.length();
        while (true) {
            boolean last = most >= 0 && parts.size() >= most;
            int cut = last ? -1 : separator == null ? lastSpace(rest, end) : lastFind(rest, separator, end);
            budget.list(1);
            if (cut < 0) {
                if (separator != null || end > 0) {
                    parts.add(rest.substring(0, end));
                }
                break;
            }
            parts.add(rest.substring(cut + (separator == null ? 1 : separator.length()), end));
            end = separator == null ? beforeSpace(rest, cut) : cut;
        }
        budget.text(text.length());
        Collections.reverse(parts);
        return parts;
    }

    private static int find(String text, String separator, int from) {
        return text.indexOf(nonEmpty(separator), from);
    }

    /** The last one that ends before. */
    private static int lastFind(String text, String separator, int end) {
        return text.lastIndexOf(nonEmpty(separator), end - separator.length());
    }

    private static String nonEmpty(String separator) {
        if (separator.isEmpty()) {
            throw Failure.error("empty separator");
        }
        return separator;
    }

    private static int space(String text, int from) {
        int i = from;
        while (i < text.length() && !CodePoints.isSpace(text.charAt(i))) {
            i++;
        }
        return i < text.length() ? i : -1;
    }

    private static int afterSpace(String text, int from) {
        int i = from;
        while (i < text.length() && CodePoints.isSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int beforeSpace(String text, int end) {
        int i = end;
        while (i > 0 && CodePoints.isSpace(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    private static int lastSpace(String text, int end) {
        int i = end - 1;
        while (i >= 0 && !CodePoints.isSpace(text.charAt(i))) {
            i--;
        }
        return i;
    }

    static List<Object> lines(Budget budget, String text, boolean keepEnds) {
        List<Object> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ends =
                    (c >= '\n' && c <= '\r') || (c >= 0x1C && c <= 0x1E) || c == 0x85 || c == 0x2028 || c == 0x2029;
            if (ends) {
                int next = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n' ? i + 2 : i + 1;
                budget.list(1);
                lines.add(text.substring(start, keepEnds ? next : i));
                start = next;
                i = next - 1;
            }
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        budget.text(text.length());
        return lines;
    }

    /** Before, separator, behind; where it is not found all of it stands before, or behind where one looks from the right. */
    static Tuple partition(String text, String separator, int at, boolean fromLeft) {
        nonEmpty(separator);
        if (at < 0) {
            return fromLeft ? Tuple.of(text, "", "") : Tuple.of("", "", text);
        }
        return Tuple.of(text.substring(0, at), separator, text.substring(at + separator.length()));
    }
}
