// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values as JSON, as Python's json.dumps writes them (and transformers' tojson, which escapes no HTML). */
final class JsonText {

    private final Budget budget;
    private final Style style;
    private final StringBuilder out = new StringBuilder();
    private int level;

    /**
     * @param indent what a level is indented by; null for one line
     */
    record Style(boolean ascii, @Nullable String indent, String comma, String colon, boolean sorted) {}

    private JsonText(Budget budget, Style style) {
        this.budget = budget;
        this.style = style;
    }

    static String of(Budget budget, Object value, Style style) {
        JsonText json = new JsonText(budget, style);
        json.add(value);
        return json.out.toString();
    }

    private void add(Object value) {
        budget.enter();
        if (value instanceof Map) {
            entries(Dicts.of(value));
        } else if (value instanceof List || value instanceof Tuple) {
            items(Sequences.items(value));
        } else {
            String text = Markup.textOf(value);
            string(text != null, text != null ? text : scalar(value));
        }
        budget.fits(out.length());
        budget.leave();
    }

    private void items(List<Object> items) {
        out.append('[');
        level++;
        for (int i = 0; i < items.size(); i++) {
            out.append(i > 0 ? style.comma : "");
            line();
            add(items.get(i));
        }
        close(items.isEmpty(), ']');
    }

    private void entries(Map<Object, Object> dict) {
        List<Object> keys = new ArrayList<>(dict.keySet());
        if (style.sorted) {
            Collections.sort(keys, (a, b) -> Comparisons.compare(budget, "<", a, b));
        }
        out.append('{');
        level++;
        for (int i = 0; i < keys.size(); i++) {
            out.append(i > 0 ? style.comma : "");
            line();
            Object key = keys.get(i);
            string(true, key instanceof String text ? text : scalar(key));
            out.append(style.colon);
            add(Objects.requireNonNull(dict.get(key)));
        }
        close(keys.isEmpty(), '}');
    }

    private void close(boolean empty, char bracket) {
        level--;
        if (!empty) {
            line();
        }
        out.append(bracket);
    }

    private void line() {
        if (style.indent != null) {
            budget.text((long) level * style.indent.length() + 1);
            out.append('\n').append(style.indent.repeat(level));
        }
    }

    private static String scalar(Object value) {
        if (value == None.NONE) {
            return "null";
        } else if (value instanceof Boolean || value instanceof BigInteger) {
            return value.toString();
        } else if (value instanceof Double number) {
            return number.isNaN()
                    ? "NaN"
                    : number.isInfinite() ? number > 0 ? "Infinity" : "-Infinity" : Reals.text(number);
        }
        throw Failure.error("Object of type " + Types.name(value) + " is not JSON serializable");
    }

    private void string(boolean quoted, String text) {
        budget.text(text.length() + 2L);
        if (!quoted) {
            out.append(text);
            return;
        }
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int simple = "\"\\\n\r\t\f\b".indexOf(c);
            if (simple >= 0) {
                out.append('\\').append("\"\\nrtfb".charAt(simple));
            } else if (c < ' ' || (style.ascii && c > '~')) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
