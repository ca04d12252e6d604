// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Filters that make texts. Values that are no texts are printed first; marked text stays marked. */
final class TextFilters {

    private static final Pattern WORD_START = Pattern.compile("[-" + CodePoints.SPACES + "({\\[<]+");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]+");

    private TextFilters() {}

    static void define(Map<String, Filter> all) {
        Filter.define(all, "string", "", (b, v, a) -> v instanceof Markup ? v : Printing.text(b, v));
        Filter.define(all, "upper", "", (b, v, a) -> like(v, text(b, v).toUpperCase(Locale.ROOT)));
        Filter.define(all, "lower", "", (b, v, a) -> like(v, text(b, v).toLowerCase(Locale.ROOT)));
        Filter.define(all, "capitalize", "", (b, v, a) -> like(v, Letters.capitalize(text(b, v))));
        Filter.define(all, "title", "", (b, v, a) -> title(text(b, v)));
        Filter.define(all, "trim", "[chars]", TextFilters::trim);
        Filter.define(all, "center", "[width]", (b, v, a) -> {
            Bound width = new Bound("center", new Object[] {a.or(0, Numbers.of(80)), " "});
            return like(v, Padding.pad(b, text(b, v), width, 0.5));
        });
        Filter.define(all, "replace", "old new [count]", TextFilters::replace);
        Filter.define(all, "indent", "[width] [first] [blank]", TextFilters::indent);
        Filter.define(all, "truncate", "[length] [killwords] [end] [leeway]", TextFilters::truncate);
        Filter.define(
                all,
                "wordcount",
                "",
                (b, v, a) -> Numbers.of(WORD.matcher(text(b, v)).results().count()));
        Filter.define(all, "safe", "", (b, v, a) -> v instanceof Markup ? v : new Markup(Printing.text(b, v)));
        Filter.define(all, "escape", "", (b, v, a) -> Markup.escape(b, v));
        Filter.define(all, "forceescape", "", (b, v, a) -> Markup.again(b, v));
        Filter.define(all, "tojson", "[ensure_ascii] [indent] [separators] [sort_keys]", TextFilters::json);
        all.put("format", new Filter("format", TextFilters::format));
    }

    private static String text(Budget budget, Object value) {
        String text = Printing.text(budget, value);
        budget.text(text.length());
        return text;
    }

    private static Object like(Object value, String text) {
        return value instanceof Markup ? new Markup(text) : text;
    }

    /** Words begin behind white space, hyphens and opening brackets, unlike those of str.title. */
    private static String title(String text) {
        StringBuilder title = new StringBuilder();
        Matcher between = WORD_START.matcher(text);
        int position = 0;
        while (position < text.length()) {
            boolean found = between.find(position);
            int end = found ? between.start() : text.length();
            if (end > position) {
                int second = text.offsetByCodePoints(position, 1);
                title.append(text.substring(position, second).toUpperCase(Locale.ROOT))
                        .append(text.substring(second, end).toLowerCase(Locale.ROOT));
            }
            position = found ? between.end() : text.length();
            title.append(text, end, position);
        }
        return title.toString();
    }

    private static Object replace(Budget budget, Object value, Bound arguments) {
        String text = text(budget, value);
        String old = text(budget, arguments.get(0));
        budget.search(text, old);
        return TextMethods.replace(budget, text, old, text(budget, arguments.get(1)), arguments.integerOrNone(2, -1));
    }

    private static Object trim(Budget budget, Object value, Bound arguments) {
        String text = text(budget, value);
        String characters = arguments.optionalText(0);
        budget.search(text, characters == null ? "" : characters);
        return like(value, TextMethods.strip(text, characters, true, true));
    }

    private static Object indent(Budget budget, Object value, Bound arguments) {
        String text = Markup.textOf(value);
        if (text == null) {
            throw value instanceof Undefined undefined
                    ? undefined.failure()
                    : Failure.error("indent needs a string, not " + Types.name(value));
        }
        String width = Markup.textOf(arguments.get(0));
        String indention = width != null ? width : Padding.fill(budget, " ", arguments.integer(0, 4));
        boolean blank = arguments.flag(2);
        List<Object> lines = Splitting.lines(budget, text + "\n", false);
        StringBuilder out = new StringBuilder(arguments.flag(1) ? indention : "");
        for (int i = 0; i < lines.size(); i++) {
            String line = (String) lines.get(i);
            boolean indented = i > 0 && (blank || !line.isEmpty());
            budget.text((indented ? indention.length() : 0) + line.length() + 1L);
            budget.fits(out.length());
            out.append(i > 0 ? "\n" : "").append(indented ? indention : "").append(line);
        }
        return like(value, out.toString());
    }

    private static Object truncate(Budget budget, Object value, Bound arguments) {
        String text = Markup.textOf(value);
        String end = arguments.has(2) ? arguments.text(2) : "...";
        long length = arguments.integer(0, 255);
        long leeway = arguments.integerOrNone(3, 5);
        if (text == null || value instanceof Markup || length < CodePoints.length(end) || leeway < 0) {
            throw Failure.error("truncate needs a string, a length not below that of its end, and no negative leeway");
        }
        int all = CodePoints.length(text);
        if (all <= Math.min(length, Integer.MAX_VALUE) + Math.min(leeway, Integer.MAX_VALUE)) {
            return text;
        }
        String cut = CodePoints.part(text, 0, (int) length - CodePoints.length(end));
        int space = arguments.flag(1) ? -1 : cut.lastIndexOf(' ');
        return (space < 0 ? cut : cut.substring(0, space)) + end;
    }

    private static Object format(Budget budget, Object value, Arguments arguments) {
        if (!arguments.positional().isEmpty() && !arguments.named().isEmpty()) {
            throw Failure.error("can't handle positional and keyword arguments at the same time");
        }
        Object values = arguments.named().isEmpty()
                ? new Tuple(arguments.positional())
                : Dicts.make(budget, new Arguments(List.of(), arguments.named()));
        return PercentFormat.format(budget, text(budget, value), values);
    }

    private static Object json(Budget budget, Object value, Bound arguments) {
        Object width = arguments.get(1);
        String indent = width == None.NONE
                ? null
                : width instanceof String text ? text : Padding.fill(budget, " ", arguments.integer(1, 0));
        List<String> separators = new ArrayList<>(List.of(indent == null ? ", " : ",", ": "));
        if (arguments.get(2) != None.NONE) {
            separators.clear();
            Sequences.list(budget, arguments.get(2)).forEach(s -> separators.add(Printing.text(budget, s)));
        }
        if (separators.size() != 2) {
            throw Failure.error("separators are two strings");
        }
        JsonText.Style style =
                new JsonText.Style(arguments.flag(0), indent, separators.get(0), separators.get(1), arguments.flag(3));
        return JsonText.of(budget, value, style);
    }
}
