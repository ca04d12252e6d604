// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Dicts: maps in the order of insertion, whose numeric keys are equal as Python's are (1, 1.0 and True are one key). */
final class Dicts {

    private Dicts() {}

    @SuppressWarnings("unchecked") // every map in here is made of values
    static Map<Object, Object> of(Object value) {
        return (Map<Object, Object>) value;
    }

    static @Nullable Object get(Budget budget, Map<Object, Object> dict, Object key) {
        Object found = key(budget, dict, key);
        return found == null ? null : dict.get(found);
    }

    static void put(Budget budget, Map<Object, Object> dict, Object key, Object value) {
        Object found = key(budget, dict, key);
        if (found == null) {
            String text = Markup.textOf(key);
            dict.put(text != null ? text : key, value);
        } else {
            dict.put(found, value);
        }
    }

    /** The key as it stands in the dict, null where it is not there. */
    private static @Nullable Object key(Budget budget, Map<Object, Object> dict, Object key) {
        String text = Markup.textOf(key);
        if (text != null) {
            return dict.containsKey(text) ? text : null;
        }
        if (Numbers.isNumber(key)) {
            budget.spend(dict.size());
            return dict.keySet().stream()
                    .filter(k -> Numbers.isNumber(k) && Numbers.compare(k, key) == 0)
                    .findFirst()
                    .orElse(null);
        }
        if (key instanceof List || key instanceof Map) {
            throw Failure.error("unhashable type: '" + Types.name(key) + "'");
        }
        if (key instanceof Tuple) {
            throw Failure.unsupported("a tuple as the key of a dict");
        }
        return key == None.NONE && dict.containsKey(key) ? key : null;
    }

    /** What dict() makes of a mapping or of pairs, and of named arguments. */
    static Map<Object, Object> make(Budget budget, Arguments arguments) {
        if (arguments.positional().size() > 1) {
            throw Failure.error("dict expected at most 1 argument");
        }
        Map<Object, Object> dict = new LinkedHashMap<>();
        for (Object source : arguments.positional()) {
            if (source instanceof Map) {
                budget.list(of(source).size());
                dict.putAll(of(source));
            } else {
                for (Object pair : Sequences.list(budget, source)) {
                    List<Object> items = Sequences.list(budget, pair);
                    if (items.size() != 2) {
                        throw Failure.error(
                                "dictionary update sequence element has length " + items.size() + "; 2 is required");
                    }
                    put(budget, dict, items.get(0), items.get(1));
                }
            }
        }
        arguments.named().forEach((name, value) -> put(budget, dict, name, value));
        return dict;
    }
}
