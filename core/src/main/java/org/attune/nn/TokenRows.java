// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import org.attune.tensor.Parameter;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Some rows of a table of words that learn while the table stays: those of words that were added, or of marks that a template uses and
 * the pre-training did not. They stand in the place of the table's.
 *
 * @param values [rows, width]
 * @param ids of the rows in the table, [rows] int64
 * @param places of all of the table's rows among these, [table's rows] int64; -1 for none
 */
public record TokenRows(Parameter values, Tensor ids, Tensor places) {

    /** rows [..., width] of the table for these ids [...], with its own in their places. */
    Tensor in(Tensor rows, Tensor looked) {
        Tensor place = places.index_select(0, looked.view(-1)).view(looked.sizes());
        Tensor here = place.ge(Tensors.scalar(0));
        Tensor own = torch.embedding(values.leaf(), place.mul(here)); // the first row where there is none
        return torch.where(here.unsqueeze(-1), own.to(Tensors.type(rows)), rows);
    }

    void mergeInto(Parameter table) {
        table.replaceRows(ids, values.master());
    }
}
