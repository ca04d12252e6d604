// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Filters over elements that neither order nor choose them by value. */
final class SequenceFilters {

    private SequenceFilters() {}

    static void define(Map<String, Filter> all) {
        Filter.define(all, "length", "", (b, v, a) -> Numbers.of(Sequences.length(v)));
        Filter.define(all, "list", "", (b, v, a) -> Sequences.list(b, v));
        Filter.define(all, "first", "", (b, v, a) -> first(Sequences.iterator(b, v), "first"));
        Filter.define(all, "last", "", (b, v, a) -> first(backwards(b, v).iterator(), "last"));
        Filter.define(all, "reverse", "", SequenceFilters::reverse);
        Filter.define(all, "join", "[d] [attribute]", SequenceFilters::join);
        Filter.define(all, "items", "", SequenceFilters::items);
        Filter.define(all, "batch", "linecount [fill_with]", SequenceFilters::batch);
        Filter.define(all, "slice", "slices [fill_with]", SequenceFilters::slice);
        Filter.define(all, "sum", "[attribute] [start]", SequenceFilters::sum);
        Filter.define(
                all,
                "default",
                "[default_value] [boolean]",
                (b, v, a) -> v instanceof Undefined || (a.flag(1) && !Types.isTrue(v)) ? a.or(0, "") : v);
        Filter.define(all, "attr", "name", (b, v, a) -> {
            Object member = Access.member(b, v, a.text(0));
            return member == null ? new Undefined("no attribute " + a.text(0)) : member;
        });
    }

    private static Object first(Iterator<Object> iterator, String which) {
        return iterator.hasNext() ? iterator.next() : new Undefined("No " + which + " item, sequence was empty.");
    }

    private static List<Object> backwards(Budget budget, Object value) {
        if (value instanceof Lazy) {
            throw Failure.error("'generator' object is not reversible");
        }
        List<Object> items = Sequences.list(budget, value);
        Collections.reverse(items);
        return items;
    }

    private static Object reverse(Budget budget, Object value, Bound arguments) {
        String text = Markup.textOf(value);
        if (text != null) {
            return Slicing.slice(budget, value, None.NONE, None.NONE, Numbers.of(-1));
        }
        List<Object> items = Sequences.list(budget, value);
        Collections.reverse(items);
        return value instanceof Lazy ? items : Lazy.of(budget, items.iterator());
    }

    private static Object join(Budget budget, Object value, Bound arguments) {
        List<Object> texts = new ArrayList<>();
        Iterator<Object> items = Sequences.iterator(budget, value);
        while (items.hasNext()) {
            budget.list(1);
            texts.add(Printing.text(budget, Attributes.get(budget, items.next(), arguments.get(1), None.NONE)));
        }
        return TextMethods.join(budget, Printing.text(budget, arguments.or(0, "")), texts);
    }

    /** Fails when it is walked, not before: so does the generator of Jinja. */
    private static Object items(Budget budget, Object value, Bound arguments) {
        if (value instanceof Undefined) {
            return Lazy.of(budget, Collections.emptyIterator());
        }
        if (value instanceof Map) {
            budget.list(2L * Dicts.of(value).size());
            return Lazy.of(budget, View.items(Dicts.of(value)).items().iterator());
        }
        return new Lazy(budget, () -> {
            throw Failure.error("Can only get item pairs from a mapping.");
        });
    }

    private static Object batch(Budget budget, Object value, Bound arguments) {
        Object size = arguments.get(0);
        Iterator<Object> items = Lazy.of(budget, Sequences.iterator(budget, value));
        Object fill = arguments.get(1);
        return new Lazy(budget, () -> {
            List<Object> batch = new ArrayList<>();
            while (items.hasNext() && !Comparisons.equal(budget, Numbers.of(batch.size()), size)) {
                budget.list(1);
                batch.add(items.next());
            }
            long missing = fill == None.NONE || batch.isEmpty() ? 0 : arguments.integer(0, 0) - batch.size();
            budget.list(Math.max(0, missing));
            for (long i = 0; i < missing; i++) {
                batch.add(fill);
            }
            return batch.isEmpty() ? null : batch;
        });
    }

    private static Object slice(Budget budget, Object value, Bound arguments) {
        List<Object> items = Sequences.list(budget, value);
        long slices = arguments.integer(0, 0);
        if (slices == 0) {
            throw Failure.error("integer division or modulo by zero");
        }
        int[] next = {0, 0};
        return new Lazy(budget, () -> {
            int number = next[0]++;
            if (number >= slices) {
                return null;
            }
            boolean larger = number < items.size() % slices;
            int end = next[1] + (int) (items.size() / slices) + (larger ? 1 : 0);
            budget.list(end - next[1] + 1L);
            List<Object> slice = new ArrayList<>(items.subList(next[1], end));
            next[1] = end;
            if (arguments.get(1) != None.NONE && !larger) {
                slice.add(arguments.get(1));
            }
            return slice;
        });
    }

    private static Object sum(Budget budget, Object value, Bound arguments) {
        Object sum = arguments.or(1, Numbers.of(0));
        if (Markup.textOf(sum) != null) {
            throw Failure.error("sum() can't sum strings [use ''.join(seq) instead]");
        }
        Iterator<Object> items = Sequences.iterator(budget, value);
        while (items.hasNext()) {
            Object item = Attributes.get(budget, items.next(), arguments.get(0), None.NONE);
            sum = Operators.apply(budget, "+", sum, item);
        }
        return sum;
    }
}
