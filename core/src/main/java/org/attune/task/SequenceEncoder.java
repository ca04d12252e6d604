// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.List;
import java.util.Map;
import org.attune.data.Batch;
import org.attune.data.Row;
import org.attune.model.Model;
import org.attune.nn.Pass;
import org.attune.problem.Problems;
import org.bytedeco.pytorch.Tensor;

/** How the texts of a row reach the model, and what of its states answers for the row. */
sealed interface SequenceEncoder permits TextEncoder, PairEncoder {

    /** The columns that are read. */
    List<String> inputs();

    int paddingId();

    /** {@code targets} has one entry per row, or none at all where rows have no labels. */
    Encoded encode(List<Row> rows, List<double[]> targets, Problems problems);

    /** What {@link #outputs} takes: the pooled states, [batch, …]. */
    Tensor features(Model model, Batch batch, Pass pass);

    /** [batch, outputs] in the masters' type. */
    Tensor outputs(Model model, Tensor features, Pass pass);

    /** Features for the frozen-head baseline, [batch, any width]. */
    Tensor meanStates(Model model, Batch batch);

    /** What a saved model must remember of it. */
    default Map<String, Object> settings() {
        return Map.of();
    }
}
