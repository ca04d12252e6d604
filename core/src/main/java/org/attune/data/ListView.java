// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Lists whose elements are made when they are asked for: what lies in a file stays there. */
public final class ListView<T> extends AbstractList<T> implements RandomAccess {

    private final int size;
    private final IntFunction<? extends T> made;

    private ListView(int size, IntFunction<? extends T> made) {
        this.size = size;
        this.made = made;
    }

    /** The elements at these places. */
    public static <T> List<T> at(int[] places, List<? extends T> of) {
        return new ListView<>(places.length, i -> of.get(places[i]));
    }

    /** Each made anew whenever it is asked for. */
    public static <T> List<T> made(int size, IntFunction<? extends T> each) {
        return new ListView<>(size, each);
    }

    /** The numbers below {@code size} that are marked, or those that are not. */
    static int[] places(boolean[] marked, boolean wanted) {
        return IntStream.range(0, marked.length)
                .filter(i -> marked[i] == wanted)
                .toArray();
    }

    @Override
    public T get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index + " of " + size);
        }
        return made.apply(index);
    }

    @Override
    public int size() {
        return size;
    }
}
