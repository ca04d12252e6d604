// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.List;

/** Methods that look for one string in another. Positions count code points. */
final class TextSearch {

    private TextSearch() {}

    static void define() {
        String parameters = "sub [start] [end] /";
        TextMethods.define("startswith", parameters, (b, s, a) -> any(s, a, true));
        TextMethods.define("endswith", parameters, (b, s, a) -> any(s, a, false));
        TextMethods.define("find", parameters, (b, s, a) -> Numbers.of(find(s, a, false)));
        TextMethods.define("rfind", parameters, (b, s, a) -> Numbers.of(find(s, a, true)));
        TextMethods.define("index", parameters, (b, s, a) -> found(find(s, a, false)));
        TextMethods.define("rindex", parameters, (b, s, a) -> found(find(s, a, true)));
        TextMethods.define("count", parameters, TextSearch::count);
    }

    private static Object any(String text, Bound arguments, boolean start) {
        int length = CodePoints.length(text);
        if (edge(arguments.integerOrNone(1, 0), length, false)
                > edge(arguments.integerOrNone(2, length), length, true)) {
            return false;
        }
        String part = part(text, arguments);
        Object given = arguments.get(0);
        List<Object> candidates = given instanceof Tuple tuple ? tuple.items() : List.of(given);
        for (Object candidate : candidates) {
            String affix = Markup.textOf(candidate);
            if (affix == null) {
                throw Failure.error((start ? "startswith" : "endswith")
                        + " first arg must be str or a tuple of str, not " + Types.name(candidate));
            }
            if (start ? part.startsWith(affix) : part.endsWith(affix)) {
                return true;
            }
        }
        return false;
    }

    private static long find(String text, Bound arguments, boolean last) {
        int length = CodePoints.length(text);
        int from = edge(arguments.integerOrNone(1, 0), length, false);
        if (from > edge(arguments.integerOrNone(2, length), length, true)) {
            return -1;
        }
        String part = part(text, arguments);
        int found = last ? part.lastIndexOf(arguments.text(0)) : part.indexOf(arguments.text(0));
        return found < 0 ? -1 : from + (long) part.codePointCount(0, found);
    }

    private static Object found(long position) {
        if (position < 0) {
            throw Failure.error("substring not found");
        }
        return Numbers.of(position);
    }

    private static Object count(Budget budget, String text, Bound arguments) {
        String part = part(text, arguments);
        String sub = arguments.text(0);
        if (sub.isEmpty()) {
            return Numbers.of(CodePoints.length(part) + 1L);
        }
        long count = 0;
        for (int i = part.indexOf(sub); i >= 0; i = part.indexOf(sub, i + sub.length())) {
            count++;
        }
        return Numbers.of(count);
    }

    private static String part(String text, Bound arguments) {
        int length = CodePoints.length(text);
        int from = edge(arguments.integerOrNone(1, 0), length, true);
        int to = edge(arguments.integerOrNone(2, length), length, true);
        return from == 0 && to == length ? text : from >= to ? "" : CodePoints.part(text, from, to);
    }

    private static int edge(long given, int length, boolean capped) {
        long edge = given < 0 ? Math.max(0, Math.max(given, -length - 1L) + length) : given;
        return (int) Math.min(edge, capped ? length : length + 1L);
    }
}
