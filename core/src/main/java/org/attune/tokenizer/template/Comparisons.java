// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Equality, order and membership, as Python has them. */
final class Comparisons {

    private Comparisons() {}

    static boolean holds(Budget budget, String operator, Object a, Object b) {
        return switch (operator) {
            case "==" -> equal(budget, a, b);
            case "!=" -> !equal(budget, a, b);
            case "in" -> contains(budget, b, a);
            case "not in" -> !contains(budget, b, a);
            default -> ordered(budget, operator, a, b);
        };
    }

    static boolean equal(Budget budget, Object a, Object b) {
        budget.enter();
        try {
            return same(budget, a, b);
        } finally {
            budget.leave();
        }
    }

    private static boolean same(Budget budget, Object a, Object b) {
        String text = Markup.textOf(a);
        if (text != null) {
            budget.spend(text.length());
            return text.equals(Markup.textOf(b));
        }
        if (Numbers.isNumber(a)) {
            return Numbers.isNumber(b) && Numbers.compare(a, b) == 0;
        }
        if ((a instanceof List && b instanceof List) || (a instanceof Tuple && b instanceof Tuple)) {
            return sameItems(budget, Sequences.items(a), Sequences.items(b));
        }
        if (a instanceof Map && b instanceof Map) {
            return sameEntries(budget, Dicts.of(a), Dicts.of(b));
        }
        if (a instanceof View && b instanceof View) {
            throw Failure.unsupported("a comparison of views of dicts");
        }
        if (a instanceof Range x && b instanceof Range y) {
            return sameItems(budget, Sequences.list(budget, x), Sequences.list(budget, y));
        }
        return a == b || (a instanceof Undefined && b instanceof Undefined);
    }

    private static boolean sameItems(Budget budget, List<Object> a, List<Object> b) {
        boolean same = a.size() == b.size();
        for (int i = 0; same && i < a.size(); i++) {
            same = equal(budget, a.get(i), b.get(i));
        }
        return same;
    }

    private static boolean sameEntries(Budget budget, Map<Object, Object> a, Map<Object, Object> b) {
        boolean same = a.size() == b.size();
        Iterator<Map.Entry<Object, Object>> entries = a.entrySet().iterator();
        while (same && entries.hasNext()) {
            Map.Entry<Object, Object> entry = entries.next();
            Object other = Dicts.get(budget, b, entry.getKey());
            same = other != null && equal(budget, entry.getValue(), other);
        }
        return same;
    }

    private static boolean ordered(Budget budget, String operator, Object a, Object b) {
        int order = compare(budget, operator, a, b);
        if (order == 2) {
            return false;
        }
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    /** Below, at or above 0; 2 where not a number takes part. */
    static int compare(Budget budget, String operator, Object a, Object b) {
        String left = Markup.textOf(a);
        String right = Markup.textOf(b);
        if (left != null && right != null) {
            budget.spend(Math.min(left.length(), right.length()));
            return CodePoints.compare(left, right);
        }
        if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
            return Numbers.compare(a, b);
        }
        if ((a instanceof List && b instanceof List) || (a instanceof Tuple && b instanceof Tuple)) {
            return compareItems(budget, operator, Sequences.items(a), Sequences.items(b));
        }
        if (a instanceof Undefined undefined) {
            throw undefined.failure();
        }
        if (b instanceof Undefined undefined) {
            throw undefined.failure();
        }
        throw Failure.error("'" + operator + "' not supported between instances of '" + Types.name(a) + "' and '"
                + Types.name(b) + "'");
    }

    private static int compareItems(Budget budget, String operator, List<Object> a, List<Object> b) {
        budget.enter();
        try {
            for (int i = 0; i < a.size() && i < b.size(); i++) {
                if (!equal(budget, a.get(i), b.get(i))) {
                    return compare(budget, operator, a.get(i), b.get(i));
                }
            }
            return Integer.compare(a.size(), b.size());
        } finally {
            budget.leave();
        }
    }

    static boolean contains(Budget budget, Object all, Object one) {
        String text = Markup.textOf(all);
        if (text != null) {
            String part = Markup.textOf(one);
            if (part == null) {
                throw Failure.error("'in <string>' requires string as left operand, not " + Types.name(one));
            }
            budget.search(text, part);
            return text.contains(part);
        }
        if (all instanceof Map) {
            return Dicts.get(budget, Dicts.of(all), one) != null;
        }
        if (!Sequences.isIterable(all)) {
            throw Failure.error("argument of type '" + Types.name(all) + "' is not iterable");
        }
        Iterator<Object> items = Sequences.iterator(budget, all);
        while (items.hasNext()) {
            Object item = items.next();
            if (item == one || equal(budget, item, one)) {
                return true;
            }
        }
        return false;
    }
}
