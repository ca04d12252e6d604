// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What filters with an {@code attribute} take from each element: {@code "name"}, {@code "name.0.other"} or a number. */
final class Attributes {

    private Attributes() {}

    /** The element itself where the path is None; {@code otherwise}, unless it is None, where something is not there. */
    static Object get(Budget budget, Object element, Object path, Object otherwise) {
        Object value = element;
        for (Object part : parts(path)) {
            value = Access.item(budget, value, part);
            if (value instanceof Undefined && otherwise != None.NONE) {
                value = otherwise;
            }
        }
        return value;
    }

    /** For sorting: several paths with commas between. */
    static List<Object> several(Budget budget, Object element, Object paths, boolean caseSensitive) {
        List<Object> values = new ArrayList<>();
        List<?> all = paths instanceof String text ? Arrays.asList(text.split(",", -1)) : List.of(paths);
        for (Object path : all) {
            values.add(cased(get(budget, element, path, None.NONE), caseSensitive));
        }
        return values;
    }

    /** Texts in lower case, unless case counts. */
    static Object cased(Object value, boolean caseSensitive) {
        String text = caseSensitive ? null : Markup.textOf(value);
        return text == null ? value : text.toLowerCase(Locale.ROOT);
    }

    private static List<Object> parts(Object path) {
        if (path == None.NONE) {
            return List.of();
        }
        if (!(path instanceof String text)) {
            return List.of(path);
        }
        List<Object> parts = new ArrayList<>();
        for (String part : text.split("\\.", -1)) {
            parts.add(part.matches("[0-9]{1,9}") ? Numbers.of(Long.parseLong(part)) : part);
        }
        return parts;
    }
}
