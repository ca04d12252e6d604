// SPDX-License-Identifier: Apache-2.0
package org.attune.generate;

import java.util.Arrays;

/** The k-th largest of many values, without sorting them: a heap of the k largest so far, the least of them on top. */
final class Largest {

    private Largest() {}

    /** @param k from 1 to the number of values */
    static double of(double[] values, int k) {
        double[] heap = Arrays.copyOf(values, k);
        Arrays.sort(heap); // a sorted array is a heap
        for (int i = k; i < values.length; i++) {
            if (values[i] > heap[0]) {
                heap[0] = values[i];
                sink(heap);
            }
        }
        return heap[0];
    }

    private static void sink(double[] heap) {
        int place = 0;
        double value = heap[0];
        while (2 * place + 1 < heap.length) {
            int child = 2 * place + 1;
            if (child + 1 < heap.length && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= value) {
                break;
            }
            heap[place] = heap[child];
            place = child;
        }
        heap[place] = value;
    }
}
