// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Lengths of values and walks over them. */
final class Sequences {

    private Sequences() {}

    static boolean hasLength(Object value) {
        return Markup.textOf(value) != null
                || value instanceof List
                || value instanceof Map
                || value instanceof Tuple
                || value instanceof View
                || value instanceof Range
                || value instanceof Loop
                || value instanceof Undefined;
    }

    static long length(Object value) {
        String text = Markup.textOf(value);
        if (text != null) {
            return CodePoints.length(text);
        } else if (value instanceof Map<?, ?> map) {
            return map.size();
        } else if (value instanceof Range range) {
            return range.size();
        } else if (value instanceof Undefined) {
            return 0;
        } else if (value instanceof Loop loop) {
            return loop.length();
        } else if (hasLength(value)) {
            return items(value).size();
        }
        throw Failure.error("object of type '" + Types.name(value) + "' has no len()");
    }

    static boolean isIterable(Object value) {
        return hasLength(value) || value instanceof Lazy;
    }

    static Iterator<Object> iterator(Budget budget, Object value) {
        String text = Markup.textOf(value);
        if (text != null) {
            return CodePoints.each(budget, text).iterator();
        } else if (value instanceof Lazy lazy) {
            return lazy;
        } else if (value instanceof Range range) {
            return LongStream.range(0, range.size())
                    .<Object>mapToObj(i -> Numbers.of(range.start() + i * range.step()))
                    .iterator();
        } else if (value instanceof Map<?, ?> map) {
            return Collections.<Object>unmodifiableSet(map.keySet()).iterator();
        } else if (value instanceof Undefined) {
            return Collections.emptyIterator();
        } else if (value instanceof Loop) {
            throw Failure.unsupported("a walk over loop itself");
        } else if (hasLength(value)) {
            return items(value).iterator();
        }
        throw Failure.error("'" + Types.name(value) + "' object is not iterable");
    }

    /** All elements, in a list of its own. */
    static List<Object> list(Budget budget, Object value) {
        List<Object> list = new ArrayList<>();
        Iterator<Object> iterator = iterator(budget, value);
        while (iterator.hasNext()) {
            budget.list(1);
            list.add(iterator.next());
        }
        return list;
    }

    /** The elements of a list, tuple or view as they are. */
    @SuppressWarnings("unchecked") // every list in here is made of values
    static List<Object> items(Object value) {
        if (value instanceof Tuple tuple) {
            return tuple.items();
        }
        return value instanceof View view ? view.items() : (List<Object>) value;
    }
}
