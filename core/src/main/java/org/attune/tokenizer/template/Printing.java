// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What Python prints: str() and repr() of values. */
final class Printing {

    private final Budget budget;
    private final StringBuilder out = new StringBuilder();

    private Printing(Budget budget) {
        this.budget = budget;
    }

    /** str(): what {@code {{ value }}} prints. */
    static String text(Budget budget, Object value) {
        String text = Markup.textOf(value);
        return text != null ? text : value instanceof Undefined ? "" : quoted(budget, value);
    }

    /** repr(). */
    static String quoted(Budget budget, Object value) {
        Printing printing = new Printing(budget);
        printing.add(value);
        return printing.out.toString();
    }

    private void add(Object value) {
        budget.enter();
        if (value instanceof List) {
            items("[", Sequences.items(value), "]");
        } else if (value instanceof Tuple tuple) {
            items("(", tuple.items(), tuple.items().size() == 1 ? ",)" : ")");
        } else if (value instanceof Map) {
            entries(Dicts.of(value));
        } else if (value instanceof View view) {
            items(view.type() + "([", view.items(), "])");
        } else if (value instanceof Namespace namespace) {
            out.append("<Namespace ");
            entries(Collections.unmodifiableMap(namespace.attributes()));
            out.append('>');
        } else {
            String scalar = scalar(value);
            budget.text(scalar.length());
            out.append(scalar);
        }
        budget.fits(out.length());
        budget.leave();
    }

    private void items(String open, List<Object> items, String close) {
        out.append(open);
        String between = "";
        for (Object item : items) {
            out.append(between);
            add(item);
            between = ", ";
        }
        out.append(close);
    }

    private void entries(Map<?, Object> entries) {
        out.append('{');
        String between = "";
        for (Map.Entry<?, Object> entry : entries.entrySet()) {
            out.append(between);
            add(entry.getKey());
            out.append(": ");
            add(entry.getValue());
            between = ", ";
        }
        out.append('}');
    }

    private static String scalar(Object value) {
        if (value instanceof String text) {
            return string(text);
        } else if (value instanceof Markup markup) {
            return "Markup(" + string(markup.text()) + ")";
        } else if (value instanceof Boolean truth) {
            return truth ? "True" : "False";
        } else if (value == None.NONE) {
            return "None";
        } else if (value instanceof BigInteger) {
            return value.toString();
        } else if (value instanceof Double number) {
            return Reals.text(number);
        } else if (value instanceof Undefined) {
            return "Undefined";
        } else if (value instanceof Range range) {
            return range.text();
        } else if (value instanceof Loop loop) {
            return loop.text();
        }
        throw Failure.unsupported("printing a " + Types.name(value) + ": Python prints its address in memory");
    }

    /** repr() of a string: in single quotes, unless only those stand in it. */
    static String string(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder quoted = new StringBuilder().append(quote);
        text.codePoints().forEach(c -> {
            if (c == quote || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (c == '\n' || c == '\r' || c == '\t') {
                quoted.append('\\').append(c == '\n' ? 'n' : c == '\r' ? 'r' : 't');
            } else if (isPrintable(c)) {
                quoted.appendCodePoint(c);
            } else {
                quoted.append(String.format(c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
            }
        });
        return quoted.append(quote).toString();
    }

    private static boolean isPrintable(int c) {
        return c == ' '
                || switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SPACE_SEPARATOR -> false;
                    default -> true;
                };
    }
}
