// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Filters that compare elements with each other. */
final class OrderFilters {

    private record Keyed(Object key, Object value) {}

    private OrderFilters() {}

    static void define(Map<String, Filter> all) {
        Filter.define(all, "sort", "[reverse] [case_sensitive] [attribute]", (b, v, a) -> {
            List<Keyed> keyed = new ArrayList<>();
            for (Object item : Sequences.list(b, v)) {
                keyed.add(new Keyed(Attributes.several(b, item, a.get(2), a.flag(1)), item));
            }
            return sorted(b, keyed, a.flag(0));
        });
        Filter.define(all, "dictsort", "[case_sensitive] [by] [reverse]", OrderFilters::dictSort);
        Filter.define(all, "unique", "[case_sensitive] [attribute]", OrderFilters::unique);
        Filter.define(all, "min", "[case_sensitive] [attribute]", (b, v, a) -> extreme(b, v, a, "<"));
        Filter.define(all, "max", "[case_sensitive] [attribute]", (b, v, a) -> extreme(b, v, a, ">"));
    }

    private static List<Object> sorted(Budget budget, List<Keyed> keyed, boolean reverse) {
        Comparator<Keyed> order = (x, y) -> order(budget, x.key, y.key);
        keyed.sort(reverse ? order.reversed() : order);
        return new ArrayList<>(keyed.stream().map(Keyed::value).toList());
    }

    private static int order(Budget budget, Object a, Object b) {
        int order = Comparisons.compare(budget, "<", a, b);
        if (order == 2) {
            throw Failure.unsupported("sorting nan");
        }
        return order;
    }

    private static Object dictSort(Budget budget, Object value, Bound arguments) {
        if (!(value instanceof Map)) {
            throw value instanceof Undefined undefined
                    ? undefined.failure()
                    : Failure.error("'" + Types.name(value) + "' object has no attribute 'items'");
        }
        String by = arguments.has(1) ? arguments.text(1) : "key";
        if (!by.equals("key") && !by.equals("value")) {
            throw Failure.error("You can only sort by either \"key\" or \"value\"");
        }
        List<Keyed> keyed = new ArrayList<>();
        Dicts.of(value).forEach((k, v) -> {
            budget.list(2);
            Object key = Attributes.cased(by.equals("key") ? k : v, arguments.flag(0));
            keyed.add(new Keyed(key, Tuple.of(k, v)));
        });
        return sorted(budget, keyed, arguments.flag(2));
    }

    private static Object unique(Budget budget, Object value, Bound arguments) {
        Iterator<Object> items = Lazy.of(budget, Sequences.iterator(budget, value));
        Set<String> texts = new HashSet<>();
        List<Object> others = new ArrayList<>();
        return new Lazy(budget, () -> {
            while (items.hasNext()) {
                Object item = items.next();
                Object key =
                        Attributes.cased(Attributes.get(budget, item, arguments.get(1), None.NONE), arguments.flag(0));
                if (key instanceof List || key instanceof Map) {
                    throw Failure.error("unhashable type: '" + Types.name(key) + "'");
                }
                String text = Markup.textOf(key);
                boolean isNew = text != null ? texts.add(text) : !Comparisons.contains(budget, others, key);
                if (isNew && text == null) {
                    others.add(key);
                }
                if (isNew) {
                    budget.list(1);
                    return item;
                }
            }
            return null;
        });
    }

    private static Object extreme(Budget budget, Object value, Bound arguments, String operator) {
        Iterator<Object> items = Sequences.iterator(budget, value);
        if (!items.hasNext()) {
            return new Undefined("No aggregated item, sequence was empty.");
        }
        Object best = items.next();
        Object bestKey = key(budget, best, arguments);
        while (items.hasNext()) {
            Object item = items.next();
            Object key = key(budget, item, arguments);
            if (Comparisons.holds(budget, operator, key, bestKey)) {
                best = item;
                bestKey = key;
            }
        }
        return best;
    }

    private static Object key(Budget budget, Object item, Bound arguments) {
        return Attributes.cased(Attributes.get(budget, item, arguments.get(1), None.NONE), arguments.flag(0));
    }
}
