// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a dict's keys(), values() and items() answer: can be walked again and again, has a length, cannot be indexed. */
record View(String type, List<Object> items) {

    static View keys(Map<Object, Object> dict) {
        return new View("dict_keys", new ArrayList<>(dict.keySet()));
    }

    static View values(Map<Object, Object> dict) {
        return new View("dict_values", new ArrayList<>(dict.values()));
    }

    static View items(Map<Object, Object> dict) {
        List<Object> items = new ArrayList<>();
        dict.forEach((key, value) -> items.add(Tuple.of(key, value)));
        return new View("dict_items", items);
    }
}
