// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Methods of dicts, lists and tuples that change nothing; the sandbox hides those that would. */
final class ContainerMethods {

    private static final Set<String> DICT_CHANGING = Set.of("clear", "pop", "popitem", "setdefault", "update");
    private static final Set<String> LIST_CHANGING =
            Set.of("append", "clear", "pop", "reverse", "insert", "sort", "extend", "remove");

    private static final Signature NOTHING = Signature.of("method", "/");
    private static final Signature GET = Signature.of("get", "key [default] /");
    private static final Signature COUNT = Signature.of("count", "value /");
    private static final Signature INDEX = Signature.of("index", "value [start] [stop] /");

    private ContainerMethods() {}

    static @Nullable Object ofDict(Budget budget, Map<Object, Object> dict, String name) {
        if (DICT_CHANGING.contains(name)) {
            return Undefined.forbidden(dict, name);
        }
        return switch (name) {
            case "get" ->
                (Callee) given -> {
                    Bound arguments = GET.bind(given);
                    Object found = Dicts.get(budget, dict, arguments.get(0));
                    return found == null ? arguments.get(1) : found;
                };
            case "items" -> view(budget, dict, () -> View.items(dict));
            case "keys" -> view(budget, dict, () -> View.keys(dict));
            case "values" -> view(budget, dict, () -> View.values(dict));
            case "copy" -> view(budget, dict, () -> new LinkedHashMap<>(dict));
            default -> null;
        };
    }

    private static Callee view(Budget budget, Map<Object, Object> dict, Supplier<Object> made) {
        return given -> {
            NOTHING.bind(given);
            budget.list(2L * dict.size());
            return made.get();
        };
    }

    static @Nullable Object ofList(Budget budget, Object owner, String name) {
        if (owner instanceof List && LIST_CHANGING.contains(name)) {
            return Undefined.forbidden(owner, name);
        }
        List<Object> items = Sequences.items(owner);
        return switch (name) {
            case "count" ->
                (Callee) given -> {
                    Object value = COUNT.bind(given).get(0);
                    return Numbers.of(items.stream()
                            .filter(item -> Comparisons.equal(budget, item, value))
                            .count());
                };
            case "index" -> (Callee) given -> index(budget, owner, INDEX.bind(given));
            case "copy" ->
                owner instanceof Tuple
                        ? null
                        : (Callee) given -> {
                            NOTHING.bind(given);
                            budget.list(items.size());
                            return new ArrayList<>(items);
                        };
            default -> null;
        };
    }

    private static Object index(Budget budget, Object owner, Bound arguments) {
        List<Object> items = Sequences.items(owner);
        int from = edge(arguments.integer(1, 0), items.size());
        int to = edge(arguments.integer(2, items.size()), items.size());
        for (int i = from; i < to; i++) {
            if (Comparisons.equal(budget, items.get(i), arguments.get(0))) {
                return Numbers.of(i);
            }
        }
        throw Failure.error("the value is not in the " + Types.name(owner));
    }

    private static int edge(long given, int size) {
        return (int) Math.max(0, Math.min(size, given < 0 ? given + size : given));
    }
}
