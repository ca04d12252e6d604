// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/** Some rows of a table, and the way from the table to them and back. */
final class RowSubset {

    private final Tensor table;
    private final Tensor rows;
    private final Tensor places;

    RowSubset(Tensor table, long[] rows) {
        this.table = table;
        long[] places = new long[Math.toIntExact(table.size(0))];
        Arrays.fill(places, -1); // a lookup outside of the subset fails loudly
        for (int i = 0; i < rows.length; i++) {
            places[Math.toIntExact(rows[i])] = i;
        }
        this.rows = Tensors.of(rows, rows.length).to(table.device(), org.bytedeco.pytorch.global.torch.ScalarType.Long);
        this.places =
                Tensors.of(places, places.length).to(table.device(), org.bytedeco.pytorch.global.torch.ScalarType.Long);
    }

    Tensor gather() {
        return of(table);
    }

    /** These rows of a table with as many as this one. */
    Tensor of(Tensor other) {
        try (Grad off = Grad.off()) {
            return other.index_select(0, rows);
        }
    }

    /** The table with the learnt rows in their places. */
    Tensor scatter(Tensor learnt) {
        try (Grad off = Grad.off()) {
            return table.index_copy_(0, rows, learnt.detach());
        }
    }

    Tensor places() {
        return places;
    }
}
