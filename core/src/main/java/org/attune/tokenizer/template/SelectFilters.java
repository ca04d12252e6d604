// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** map, select, reject, selectattr, rejectattr: generators, whose faults show when they are walked. */
final class SelectFilters {

    private SelectFilters() {}

    static void define(Map<String, Filter> all) {
        all.put("map", new Filter("map", (b, v, a) -> lazy(b, v, () -> mapping(b, a))));
        choose(all, "select", false, true);
        choose(all, "reject", false, false);
        choose(all, "selectattr", true, true);
        choose(all, "rejectattr", true, false);
    }

    private static void choose(Map<String, Filter> all, String name, boolean byAttribute, boolean keep) {
        all.put(
                name,
                new Filter(
                        name,
                        (b, v, a) -> lazy(b, v, () -> {
                            Predicate<Object> test = test(b, a, byAttribute);
                            return item -> test.test(item) == keep ? item : null;
                        })));
    }

    /** Walks the value, unless it is false, and gives what the function makes of each element but null. */
    private static Object lazy(Budget budget, Object value, Supplier<Function<Object, @Nullable Object>> prepare) {
        return new Lazy(budget, new Lazy.Source() {
            private @Nullable Iterator<Object> items;
            private @Nullable Function<Object, @Nullable Object> function;

            @Override
            public @Nullable Object next() {
                if (items == null || function == null) {
                    if (!Types.isTrue(value)) {
                        return null;
                    }
                    function = prepare.get();
                    items = Sequences.iterator(budget, value);
                }
                while (items.hasNext()) {
                    budget.spend(1);
                    Object made = function.apply(items.next());
                    if (made != null) {
                        return made;
                    }
                }
                return null;
            }
        });
    }

    private static Function<Object, @Nullable Object> mapping(Budget budget, Arguments arguments) {
        if (arguments.positional().isEmpty() && arguments.named().containsKey("attribute")) {
            Map<String, Object> named = new LinkedHashMap<>(arguments.named());
            Object attribute = named.remove("attribute");
            Object given = named.remove("default");
            Object otherwise = given == null ? None.NONE : given;
            if (!named.isEmpty() || attribute == null) {
                throw Failure.error("Unexpected keyword argument '"
                        + named.keySet().iterator().next() + "'");
            }
            return item -> Attributes.get(budget, item, attribute, otherwise);
        }
        if (arguments.positional().isEmpty()) {
            throw Failure.error("map requires a filter argument");
        }
        String name = Printing.text(budget, arguments.positional().get(0));
        Filter filter = Filters.ALL.get(name);
        if (filter == null) {
            throw Filters.isKnown(name)
                    ? Failure.unsupported("the filter '" + name + "'")
                    : Failure.error("No filter named '" + name + "'.");
        }
        Arguments rest = arguments.rest();
        return item -> filter.apply(budget, item, rest);
    }

    private static Predicate<Object> test(Budget budget, Arguments given, boolean byAttribute) {
        if (byAttribute && given.positional().isEmpty()) {
            throw Failure.error("Missing parameter for attribute name");
        }
        Object attribute = byAttribute ? given.positional().get(0) : None.NONE;
        Arguments arguments = byAttribute ? given.rest() : given;
        List<Object> positional = arguments.positional();
        if (positional.isEmpty()) {
            return item -> Types.isTrue(Attributes.get(budget, item, attribute, None.NONE));
        }
        String name = Printing.text(budget, positional.get(0));
        ValueTest test = ValueTests.ALL.get(name);
        if (test == null) {
            throw Failure.error("No test named '" + name + "'.");
        }
        Arguments rest = arguments.rest();
        return item -> test.holds(budget, Attributes.get(budget, item, attribute, None.NONE), rest);
    }
}
