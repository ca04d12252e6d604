// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The values of a row as an unmodifiable map: about 40 bytes where a hash map takes 200. */
final class Fields extends AbstractMap<String, @Nullable Object> {

    private final Names names;
    private final int size;
    private final IntFunction<@Nullable Object> values;

    Fields(Names names, @Nullable Object[] values) {
        this(names, values.length, position -> values[position]);
    }

    /** @param values by position, made when they are asked for */
    Fields(Names names, int size, IntFunction<@Nullable Object> values) {
        this.names = names;
        this.size = size;
        this.values = values;
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        Integer position = names.positions().get(name);
        return position == null ? null : values.apply(position);
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return names.positions().containsKey(name);
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        return Collections.unmodifiableSet(new Entries());
    }

    private final class Entries extends AbstractSet<Map.Entry<String, @Nullable Object>> {
        @Override
        public int size() {
            return size;
        }

        @Override
        public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
            return IntStream.range(0, size)
                    .<Map.Entry<String, @Nullable Object>>mapToObj(
                            i -> new SimpleImmutableEntry<>(names.list().get(i), values.apply(i)))
                    .iterator();
        }
    }
}
