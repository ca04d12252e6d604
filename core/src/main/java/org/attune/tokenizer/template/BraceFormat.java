// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Python's str.format: {@code {}}, {@code {0}}, {@code {name.attribute[index]!r:spec}}. */
final class BraceFormat {

    private static final Pattern STEP = Pattern.compile("\\.([^.\\[]+)|\\[([^\\]]+)]");

    private final Budget budget;
    private final Arguments arguments;
    private final StringBuilder out = new StringBuilder();
    private int automatic;
    private boolean manual;

    private BraceFormat(Budget budget, Arguments arguments) {
        this.budget = budget;
        this.arguments = arguments;
    }

    static String format(Budget budget, String format, Arguments arguments) {
        BraceFormat brace = new BraceFormat(budget, arguments);
        brace.format(format, true);
        return brace.out.toString();
    }

    private void format(String format, boolean nestable) {
        int i = 0;
        while (i < format.length()) {
            char c = format.charAt(i);
            boolean doubled = i + 1 < format.length() && format.charAt(i + 1) == c;
            if ((c == '{' || c == '}') && doubled) {
                out.append(c);
                i += 2;
            } else if (c == '{') {
                int end = end(format, i);
                field(format.substring(i + 1, end), nestable);
                i = end + 1;
            } else if (c == '}') {
                throw Failure.error("Single '}' encountered in format string");
            } else {
                out.append(c);
                i++;
            }
            budget.spend(1);
            budget.fits(out.length());
        }
    }

    private static int end(String format, int open) {
        int depth = 0;
        for (int i = open; i < format.length(); i++) {
            depth += format.charAt(i) == '{' ? 1 : format.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw Failure.error("expected '}' before end of string");
    }

    private void field(String field, boolean nestable) {
        int colon = colon(field);
        String name = colon < 0 ? field : field.substring(0, colon);
        String spec = colon < 0 ? "" : field.substring(colon + 1);
        int mark = name.indexOf('!');
        String conversion = mark < 0 ? "" : name.substring(mark + 1);
        Object value = value(mark < 0 ? name : name.substring(0, mark));
        if (spec.contains("{")) {
            if (!nestable) {
                throw Failure.error("Max string recursion exceeded");
            }
            spec = nested(spec);
        }
        String text = converted(value, conversion);
        out.append(
                text == null && !spec.isEmpty()
                        ? FormatSpec.parse(spec).format(budget, value)
                        : FormatSpec.parse(spec).format(budget, text == null ? Printing.text(budget, value) : text));
    }

    private static int colon(String field) {
        int bracket = field.indexOf('[');
        int colon = field.indexOf(':');
        int close = bracket >= 0 && bracket < colon ? field.indexOf(']', bracket) : -1;
        return close < 0 ? colon : field.indexOf(':', close);
    }

    private String nested(String spec) {
        int before = out.length();
        format(spec, false);
        String made = out.substring(before);
        out.setLength(before);
        return made;
    }

    private @Nullable String converted(Object value, String conversion) {
        return switch (conversion) {
            case "" -> null;
            case "s" -> Printing.text(budget, value);
            case "r" -> Printing.quoted(budget, value);
            default -> throw Failure.unsupported("the conversion !" + conversion + " of a format");
        };
    }

    private Object value(String path) {
        Matcher first = Pattern.compile("[^.\\[]*").matcher(path);
        int end = first.lookingAt() ? first.end() : 0;
        Object value = argument(path.substring(0, end));
        Matcher step = STEP.matcher(path).region(end, path.length());
        while (end < path.length()) {
            if (!step.lookingAt()) {
                throw Failure.error("Empty attribute in format string");
            }
            String attribute = step.group(1);
            value = attribute != null
                    ? Access.attribute(budget, value, attribute)
                    : Access.item(budget, value, index(step.group(2)));
            end = step.end();
            step.region(end, path.length());
        }
        return value;
    }

    private static Object index(String text) {
        return text.matches("\\d{1,9}") ? new BigInteger(text) : text;
    }

    private Object argument(String name) {
        if (!name.isEmpty() && !name.matches("\\d{1,9}")) {
            Object value = arguments.named().get(name);
            if (value == null) {
                throw Failure.error("KeyError: '" + name + "'");
            }
            return value;
        }
        if (name.isEmpty() ? manual : automatic > 0) {
            throw Failure.error("cannot switch between manual field specification and automatic field numbering");
        }
        manual = !name.isEmpty();
        int index = manual ? Integer.parseInt(name) : automatic++;
        if (index >= arguments.positional().size()) {
            throw Failure.error("Replacement index " + index + " out of range for positional args tuple");
        }
        return arguments.positional().get(index);
    }
}
