// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Batches for computations whose order does not matter: longest first, so that memory is highest at the start. */
public final class LengthOrder {

    private LengthOrder() {}

    /** Every example once; the same examples give the same batches. */
    public static List<Batch> batches(List<Example> examples, int size) {
        List<Example> sorted = new ArrayList<>(examples);
        sorted.sort(Comparator.comparingInt(Example::length).reversed());
        int longest = sorted.isEmpty() ? 1 : sorted.get(0).length();
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < sorted.size(); from += size) {
            List<Example> members = List.copyOf(sorted.subList(from, Math.min(sorted.size(), from + size)));
            batches.add(new Batch(members, Batch.roundedLength(members.get(0).length(), longest)));
        }
        return batches;
    }
}
