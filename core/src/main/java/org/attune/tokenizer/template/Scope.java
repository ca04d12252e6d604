// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The variables of a block. A loop's pass, a macro, a with or a block whose text is kept have one of their own; an if has
 * none. What is set stays in the scope; what is read may stand in an outer one.
 */
final class Scope {

    private final Map<String, Object> values;
    private final @Nullable Scope outer;

    private Scope(Map<String, Object> values, @Nullable Scope outer) {
        this.values = values;
        this.outer = outer;
    }

    static Scope root(Map<String, Object> values) {
        return new Scope(new HashMap<>(values), null);
    }

    Scope inner() {
        return new Scope(new HashMap<>(), this);
    }

    void set(String name, Object value) {
        values.put(name, value);
    }

    Object get(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            Object value = scope.values.get(name);
            if (value != null) {
                return value;
            }
        }
        return Undefined.name(name);
    }
}
