// SPDX-License-Identifier: Apache-2.0
package org.attune.data.similar;

import java.util.Arrays;

/** Numbers keys of 128 bits in the order of their first coming: 24 to 48 bytes each, where a hash map of objects takes 120. */
public final class KeyIndex {

    private static final int EMPTY = -1;

    private long[] high = new long[1 << 10];
    private long[] low = new long[1 << 10];
    private int[] table = empty(1 << 11);
    private int size;

    /** The number of a key: {@link #size()} as it was before where the key is new. */
    public int number(long keyHigh, long keyLow) {
        int slot = slot(keyHigh, keyLow);
        if (table[slot] != EMPTY) {
            return table[slot];
        }
        if (size == high.length) {
            grow();
            slot = slot(keyHigh, keyLow);
        }
        high[size] = keyHigh;
        low[size] = keyLow;
        table[slot] = size;
        return size++;
    }

    /** How many different keys there are. */
    public int size() {
        return size;
    }

    /** Keys are hashes already; linear probing at a load of one half. */
    private int slot(long keyHigh, long keyLow) {
        int mask = table.length - 1;
        int slot = (int) (keyHigh ^ keyHigh >>> 32) & mask;
        while (table[slot] != EMPTY && (high[table[slot]] != keyHigh || low[table[slot]] != keyLow)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        high = Arrays.copyOf(high, Math.multiplyExact(high.length, 2));
        low = Arrays.copyOf(low, high.length);
        table = empty(Math.multiplyExact(high.length, 2));
        for (int i = 0; i < size; i++) {
            table[slot(high[i], low[i])] = i;
        }
    }

    private static int[] empty(int length) {
        int[] table = new int[length];
        Arrays.fill(table, EMPTY);
        return table;
    }
}
