// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a filter, test or method, written as {@code "old new [count]"}: brackets for what may be left out, a
 * {@code /} at the end where names are not allowed.
 */
record Signature(String name, List<String> parameters, int required, boolean byName) {

    static Signature of(String name, String text) {
        List<String> words = new ArrayList<>(text.isBlank() ? List.of() : Arrays.asList(text.split(" ")));
        boolean byName = !words.remove("/");
        int required = (int) words.stream().filter(w -> !w.startsWith("[")).count();
        return new Signature(
                name, words.stream().map(w -> w.replaceAll("[\\[\\]]", "")).toList(), required, byName);
    }

    Bound bind(Arguments given) {
        if (given.positional().size() > parameters.size()) {
            throw Failure.error(name + "() takes at most " + parameters.size() + " arguments ("
                    + given.positional().size() + " given)");
        }
        @Nullable Object[] values = new @Nullable Object[parameters.size()];
        for (int i = 0; i < given.positional().size(); i++) {
            values[i] = given.positional().get(i);
        }
        for (Map.Entry<String, Object> entry : given.named().entrySet()) {
            int i = byName ? parameters.indexOf(entry.getKey()) : -1;
            if (i < 0 || values[i] != null) {
                throw Failure.error(
                        name + "() got an unexpected or repeated keyword argument '" + entry.getKey() + "'");
            }
            values[i] = entry.getValue();
        }
        for (int i = 0; i < required; i++) {
            if (values[i] == null) {
                throw Failure.error(name + "() is missing its argument '" + parameters.get(i) + "'");
            }
        }
        return new Bound(name, values);
    }
}
