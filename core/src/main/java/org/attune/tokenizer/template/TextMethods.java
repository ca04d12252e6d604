// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Methods of strings. Those of text that is marked safe answer marked text, and escape what they put into it. */
final class TextMethods {

    /** What a method does with the text and its arguments. */
    @FunctionalInterface
    interface Method {
        Object apply(Budget budget, String text, Bound arguments);
    }

    private record Entry(Signature signature, Method method) {}

    private static final Map<String, Entry> ALL = new HashMap<>();

    static {
        define("upper", "/", (b, s, a) -> s.toUpperCase(Locale.ROOT));
        define("lower", "/", (b, s, a) -> s.toLowerCase(Locale.ROOT));
        define("capitalize", "/", (b, s, a) -> Letters.capitalize(s));
        define("title", "/", (b, s, a) -> Letters.title(s));
        define("swapcase", "/", (b, s, a) -> Letters.swapCase(s));
        define("strip", "[chars] /", (b, s, a) -> strip(s, a.optionalText(0), true, true));
        define("lstrip", "[chars] /", (b, s, a) -> strip(s, a.optionalText(0), true, false));
        define("rstrip", "[chars] /", (b, s, a) -> strip(s, a.optionalText(0), false, true));
        define("replace", "old new [count] /", TextMethods::replace);
        define(
                "removeprefix",
                "prefix /",
                (b, s, a) -> s.startsWith(a.text(0)) ? s.substring(a.text(0).length()) : s);
        define(
                "removesuffix",
                "suffix /",
                (b, s, a) -> s.endsWith(a.text(0))
                        ? s.substring(0, s.length() - a.text(0).length())
                        : s);
        define("join", "iterable /", (b, s, a) -> join(b, s, Sequences.list(b, a.get(0))));
        define("split", "[sep] [maxsplit]", (b, s, a) -> Splitting.forward(b, s, a.optionalText(0), a.integer(1, -1)));
        define(
                "rsplit",
                "[sep] [maxsplit]",
                (b, s, a) -> Splitting.backward(b, s, a.optionalText(0), a.integer(1, -1)));
        define("splitlines", "[keepends]", (b, s, a) -> Splitting.lines(b, s, a.flag(0)));
        define(
                "partition",
                "sep /",
                (b, s, a) ->
                        Splitting.partition(/* text= */ s, /* separator= */ a.text(0), s.indexOf(a.text(0)), true));
        define(
                "rpartition",
                "sep /",
                (b, s, a) -> Splitting.partition(
                        /* text= */ s, /* separator= */ a.text(0), s.lastIndexOf(a.text(0)), false));
        define("center", "width [fillchar] /", (b, s, a) -> Padding.pad(b, s, a, 0.5));
        define("ljust", "width [fillchar] /", (b, s, a) -> Padding.pad(b, s, a, 0));
        define("rjust", "width [fillchar] /", (b, s, a) -> Padding.pad(b, s, a, 1));
        define("zfill", "width /", (b, s, a) -> Padding.zeros(b, s, a.integer(0, 0)));
        TextSearch.define();
        Letters.define();
    }

    private TextMethods() {}

    static void define(String name, String parameters, Method method) {
        ALL.put(name, new Entry(Signature.of(name, parameters), method));
    }

    /** A method of this text; null where strings have no such method. */
    static @Nullable Object bind(Budget budget, Object owner, String name) {
        String text = String.valueOf(Markup.textOf(owner));
        boolean marked = owner instanceof Markup;
        if (name.equals("format")) {
            return (Callee) given -> {
                if (marked) {
                    throw Failure.unsupported("format() of text that is marked safe");
                }
                return BraceFormat.format(budget, text, given);
            };
        }
        Entry entry = ALL.get(name);
        if (entry == null) {
            return null;
        }
        return (Callee) given -> {
            for (Object argument : given.positional()) {
                budget.search(text, argument instanceof String part ? part : "");
            }
            budget.spend(text.length());
            Arguments arguments = marked ? escaped(budget, name, given) : given;
            Object result = entry.method.apply(budget, text, entry.signature.bind(arguments));
            return marked ? mark(result) : result;
        };
    }

    private static Arguments escaped(Budget budget, String name, Arguments given) {
        List<Object> positional = new ArrayList<>(given.positional());
        if (name.equals("replace") && positional.size() > 1) {
            positional.set(1, Markup.escape(budget, positional.get(1)));
        } else if (name.equals("join") && positional.size() == 1) {
            List<Object> items = Sequences.list(budget, positional.get(0));
            items.replaceAll(item -> Markup.escape(budget, item));
            positional.set(0, items);
        }
        return new Arguments(positional, given.named());
    }

    private static Object mark(Object result) {
        if (result instanceof String text) {
            return new Markup(text);
        } else if (result instanceof Tuple tuple) {
            return new Tuple(tuple.items().stream().map(TextMethods::mark).toList());
        } else if (result instanceof List) {
            return Sequences.items(result).stream().map(TextMethods::mark).toList();
        }
        return result;
    }

    static String strip(String text, @Nullable String characters, boolean start, boolean end) {
        if (characters != null) {
            return CodePoints.strip(text, characters, start, end);
        }
        String stripped = start ? CodePoints.stripStart(text) : text;
        return end ? CodePoints.stripEnd(stripped) : stripped;
    }

    private static Object replace(Budget budget, String text, Bound arguments) {
        return replace(budget, text, arguments.text(0), arguments.text(1), arguments.integer(2, -1));
    }

    /** Replaces the first {@code count}, below 0 all; an empty text is found between all characters. */
    static String replace(Budget budget, String text, String old, String with, long count) {
        long most = count < 0 ? Long.MAX_VALUE : count;
        StringBuilder replaced = new StringBuilder();
        int position = 0;
        long done = 0;
        int found = text.indexOf(old);
        while (found >= 0 && done < most) {
            budget.text(found - position + (long) with.length() + 1);
            budget.fits(replaced.length() + (long) with.length());
            replaced.append(text, position, found).append(with);
            done++;
            position = found + old.length();
            if (!old.isEmpty()) {
                found = text.indexOf(old, position);
            } else if (found == text.length()) {
                found = -1;
            } else {
                found += Character.charCount(text.codePointAt(found));
            }
        }
        budget.text(text.length());
        return replaced.append(text, position, text.length()).toString();
    }

    static String join(Budget budget, String between, List<Object> items) {
        StringBuilder joined = new StringBuilder();
        for (int i = 0; i < items.size(); i++) {
            String text = Markup.textOf(items.get(i));
            if (text == null) {
                throw Failure.error(
                        "sequence item " + i + ": expected str instance, " + Types.name(items.get(i)) + " found");
            }
            budget.text((long) text.length() + between.length());
            budget.fits(joined.length() + (long) text.length());
            joined.append(i > 0 ? between : "").append(text);
        }
        return joined.toString();
    }
}
