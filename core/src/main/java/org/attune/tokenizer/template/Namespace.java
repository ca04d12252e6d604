// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.LinkedHashMap;
import java.util.Map;

/** The one value that a template may change: {@code {% set ns.name = value %}}. */
final class Namespace {

    private final Map<String, Object> attributes = new LinkedHashMap<>();

    static Namespace of(Map<Object, Object> values) {
        Namespace namespace = new Namespace();
        values.forEach((name, value) -> {
            if (!(name instanceof String text)) {
                throw Failure.unsupported("a namespace attribute that is not a string");
            }
            namespace.set(text, value);
        });
        return namespace;
    }

    void set(String name, Object value) {
        if (name.startsWith("_")) {
            throw new Failure(
                    Failure.Kind.FORBIDDEN, "a namespace cannot hold an attribute that begins with _: " + name);
        }
        attributes.put(name, value);
    }

    Map<String, Object> attributes() {
        return attributes;
    }
}
