// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import org.attune.tensor.Parameter;
import org.attune.tensor.Profile;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table by index, in the masters' type: gradients of a narrow table would be summed narrowly, and a row used 4,096
 * times would lose nine tenths of them.
 */
public final class Embedding {

    private final Parameter table;
    private final ScalarType type;
    private @Nullable TokenRows learnt;

    /** @param type of the rows that it gives; a table that never learns may be narrower */
    public Embedding(Parameter table, ScalarType type) {
        this.table = table;
        this.type = type;
    }

    /** ids [...] int64 → [..., dim]. */
    public Tensor forward(Tensor ids) {
        return Profile.part("embedding", () -> {
            Tensor rows = rows(ids).to(type);
            return learnt == null ? rows : learnt.in(rows, ids);
        });
    }

    /** Lets some rows learn apart from now on. */
    public void replace(TokenRows rows) {
        learnt = rows;
    }

    /** Puts the rows that learn apart, where there are any, into the table. */
    public void merge() {
        if (learnt != null) {
            learnt.mergeInto(table);
            learnt = null;
        }
    }

    private Tensor rows(Tensor ids) {
        return table.rowsTaken() == null
                ? torch.embedding(table.leaf(), ids)
                : torch.embedding(
                        table.leaf(),
                        table.rowsTaken().index_select(0, ids.view(-1)).view(ids.sizes()));
    }
}
