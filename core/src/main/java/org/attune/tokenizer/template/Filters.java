// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All filters by name. */
final class Filters {

    static final Map<String, Filter> ALL = all();

    /** What Jinja has besides. */
    private static final Set<String> MISSING = Set.of(
            "filesizeformat", "groupby", "pprint", "random", "striptags", "urlencode", "urlize", "wordwrap", "xmlattr");

    private Filters() {}

    private static Map<String, Filter> all() {
        Map<String, Filter> all = new HashMap<>();
        TextFilters.define(all);
        NumberFilters.define(all);
        SequenceFilters.define(all);
        OrderFilters.define(all);
        SelectFilters.define(all);
        alias(all, "d", "default");
        alias(all, "e", "escape");
        alias(all, "count", "length");
        return Map.copyOf(all);
    }

    private static void alias(Map<String, Filter> all, String alias, String name) {
        Filter filter = all.get(name);
        if (filter != null) {
            all.put(alias, filter);
        }
    }

    static List<String> names() {
        return ALL.keySet().stream().sorted().toList();
    }

    /** Whether Jinja knows the filter: what {@code is filter} asks. */
    static boolean isKnown(String name) {
        return ALL.containsKey(name) || MISSING.contains(name);
    }
}
