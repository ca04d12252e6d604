// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.Arrays;
import java.util.List;

/** Batches for computations whose order does not matter: longest first, so that memory is highest at the start. */
public final class LengthOrder {

    private final List<Example> examples;
    private final int size;
    private final int[] order;

    private LengthOrder(List<Example> examples, int size, int[] order) {
        this.examples = examples;
        this.size = size;
        this.order = order;
    }

    /** Every example once; the same examples give the same batches, those of equal length in their order. */
    public static LengthOrder of(List<Example> examples, int size) {
        long[] keys = new long[examples.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) (Integer.MAX_VALUE - Examples.length(examples, i)) << Integer.SIZE | i;
        }
        Arrays.sort(keys);
        return new LengthOrder(
                examples, size, Arrays.stream(keys).mapToInt(key -> (int) key).toArray());
    }

    /** The same as a list, each batch made when it is asked for. */
    public static List<Batch> batches(List<Example> examples, int size) {
        LengthOrder order = of(examples, size);
        return ListView.made(order.count(), order::batch);
    }

    public int count() {
        return (order.length + size - 1) / size;
    }

    public Batch batch(int number) {
        List<Example> members =
                Arrays.stream(places(number)).mapToObj(examples::get).toList();
        int longest = Examples.length(examples, order[0]);
        return new Batch(members, Batch.roundedLength(members.get(0).length(), longest));
    }

    /** Where the examples of a batch stand among all. */
    public int[] places(int number) {
        return Arrays.copyOfRange(order, number * size, Math.min(order.length, (number + 1) * size));
    }
}
