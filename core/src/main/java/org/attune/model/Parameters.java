// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.attune.tensor.Parameter;
import org.jspecify.annotations.Nullable;

/** The parameters of a model by the checkpoint's own names, in the order in which the architecture asked for them. */
public final class Parameters {

    private final Map<String, Parameter> byName = new LinkedHashMap<>();

    void add(Parameter parameter) {
        if (byName.put(parameter.name(), parameter) != null) {
            throw new IllegalStateException("two parameters named " + parameter.name());
        }
    }

    void removeIf(Predicate<String> name) {
        byName.keySet().removeIf(name);
    }

    public @Nullable Parameter find(String name) {
        return byName.get(name);
    }

    /** @throws IllegalArgumentException where there is none */
    public Parameter named(String name) {
        Parameter parameter = byName.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("no parameter named " + name);
        }
        return parameter;
    }

    public Collection<Parameter> all() {
        return byName.values();
    }

    /** The number of values in all parameters. */
    public long size() {
        return byName.values().stream().mapToLong(Parameter::size).sum();
    }
}
