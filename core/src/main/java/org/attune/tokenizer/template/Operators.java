// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arithmetic between any two values: numbers, texts, lists, tuples. */
final class Operators {

    private Operators() {}

    static Object apply(Budget budget, String operator, Object a, Object b) {
        if (operator.equals("%") && Markup.textOf(a) != null) {
            return percent(budget, a, b);
        }
        if (a instanceof Undefined undefined) {
            throw undefined.failure();
        }
        if (b instanceof Undefined undefined) {
            throw undefined.failure();
        }
        if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
            return Numbers.arithmetic(operator, a, b);
        }
        Object joined = switch (operator) {
            case "+" -> add(budget, a, b);
            case "*" -> Numbers.whole(b) != null ? repeat(budget, a, b) : repeat(budget, b, a);
            default -> null;
        };
        if (joined == null) {
            throw Failure.error("unsupported operand type(s) for " + operator + ": '" + Types.name(a) + "' and '"
                    + Types.name(b) + "'");
        }
        return joined;
    }

    private static Object percent(Budget budget, Object format, Object values) {
        if (!(format instanceof String text)) {
            throw Failure.unsupported("% on text that is marked safe");
        }
        return PercentFormat.format(budget, text, values);
    }

    private static @Nullable Object add(Budget budget, Object a, Object b) {
        String left = Markup.textOf(a);
        String right = Markup.textOf(b);
        if (left != null && right != null) {
            budget.text((long) left.length() + right.length());
            return a instanceof Markup || b instanceof Markup
                    ? new Markup(Markup.escape(budget, a).text()
                            + Markup.escape(budget, b).text())
                    : left + right;
        }
        if (a instanceof List && b instanceof List) {
            return concat(budget, Sequences.items(a), Sequences.items(b));
        }
        return a instanceof Tuple x && b instanceof Tuple y ? new Tuple(concat(budget, x.items(), y.items())) : null;
    }

    private static List<Object> concat(Budget budget, List<Object> a, List<Object> b) {
        budget.list((long) a.size() + b.size());
        List<Object> all = new ArrayList<>(a.size() + b.size());
        all.addAll(a);
        all.addAll(b);
        return all;
    }

    private static @Nullable Object repeat(Budget budget, Object value, Object count) {
        BigInteger whole = Numbers.whole(count);
        if (whole == null) {
            return null;
        }
        long times = Math.min(Integer.MAX_VALUE, Math.max(0, Numbers.clamp(whole)));
        String text = Markup.textOf(value);
        if (text != null) {
            budget.text(times * text.length());
            String repeated = text.isEmpty() ? "" : text.repeat((int) times);
            return value instanceof Markup ? new Markup(repeated) : repeated;
        }
        if (value instanceof List) {
            return repeated(budget, Sequences.items(value), times);
        }
        return value instanceof Tuple tuple ? new Tuple(repeated(budget, tuple.items(), times)) : null;
    }

    private static List<Object> repeated(Budget budget, List<Object> items, long times) {
        budget.list(times * items.size());
        List<Object> all = new ArrayList<>();
        for (long i = 0; i < times && !items.isEmpty(); i++) {
            all.addAll(items);
        }
        return all;
    }

    /** {@code -x} and {@code +x}. */
    static Object sign(boolean negative, Object value) {
        if (value instanceof Undefined undefined) {
            throw undefined.failure();
        }
        BigInteger whole = Numbers.whole(value);
        if (whole != null) {
            return negative ? whole.negate() : whole;
        }
        if (value instanceof Double real) {
            return negative ? -real : real;
        }
        throw Failure.error("bad operand type for unary " + (negative ? "-" : "+") + ": '" + Types.name(value) + "'");
    }
}
