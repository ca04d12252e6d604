// SPDX-License-Identifier: Apache-2.0
package org.attune.data.similar;

import java.util.ArrayList;
import java.util.List;

/** A growing column of whole numbers in blocks: growing copies nothing, so that the peak is the size. */
public final class IntColumn {

    private static final int BITS = 16;
    private static final int MASK = (1 << BITS) - 1;

    private final List<int[]> blocks = new ArrayList<>();
    private int size;

    public void add(int value) {
        if (size >>> BITS == blocks.size()) {
            blocks.add(new int[MASK + 1]);
        }
        blocks.get(size >>> BITS)[size & MASK] = value;
        size = Math.addExact(size, 1);
    }

    public int get(int index) {
        return blocks.get(index >>> BITS)[index & MASK];
    }

    public void set(int index, int value) {
        blocks.get(index >>> BITS)[index & MASK] = value;
    }

    public int size() {
        return size;
    }

    public int[] toArray() {
        int[] all = new int[size];
        for (int i = 0; i < size; i += MASK + 1) {
            System.arraycopy(blocks.get(i >>> BITS), 0, all, i, Math.min(MASK + 1, size - i));
        }
        return all;
    }
}
