// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.Map;

/** A filter: takes the value in front of the bar. */
record Filter(String name, Body body) {

    /** What a filter does with the value and its arguments. */
    @FunctionalInterface
    interface Body {
        Object apply(Budget budget, Object value, Arguments arguments);
    }

    /** The same with the arguments in the order of the parameters. */
    @FunctionalInterface
    interface BoundBody {
        Object apply(Budget budget, Object value, Bound arguments);
    }

    Object apply(Budget budget, Object value, Arguments arguments) {
        return body.apply(budget, value, arguments);
    }

    /** Adds a filter with these parameters, written as {@link Signature} reads them. */
    static void define(Map<String, Filter> filters, String name, String parameters, BoundBody body) {
        Signature signature = Signature.of(name, parameters);
        filters.put(name, new Filter(name, (b, value, given) -> body.apply(b, value, signature.bind(given))));
    }
}
