// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.attune.data.Batch;
import org.attune.data.EncodingNotes;
import org.attune.data.Example;
import org.attune.data.Row;
import org.attune.model.Inputs;
import org.attune.model.Model;
import org.attune.nn.Pass;
import org.attune.problem.Problems;
import org.attune.tensor.Placement;
import org.bytedeco.pytorch.Tensor;

/** Rows of one kind as what a model takes. */
interface RowEncoder {

    /** The columns that the model sees. */
    List<String> columns();

    /** {@code targets} has one entry per row, or none at all where rows have no labels. */
    EncodingNotes encode(List<Row> rows, List<double[]> targets, Problems problems, Consumer<Example> into);

    Inputs inputs(Batch batch, Placement placement, Pass pass);

    /** What {@link #outputs} takes: the pooled states, [batch, …]. */
    default Tensor features(Model model, Batch batch, Pass pass) {
        return model.features(inputs(batch, model.placement(), pass), pass);
    }

    /** [batch, outputs] in the masters' type. */
    default Tensor outputs(Model model, Tensor features, Pass pass) {
        return model.logits(features, pass);
    }

    /** As {@link Task#meanStates}. */
    default Tensor meanStates(Model model, Batch batch) {
        return TokenBatch.meanStates(model, inputs(batch, model.placement(), Pass.evaluation()));
    }

    /** As {@link Task#settings()}. */
    default Map<String, Object> settings() {
        return Map.of();
    }

    /** The id that pads; 0 where nothing is padded. */
    default int paddingId() {
        return 0;
    }

    /** As {@link Task#files()}. */
    default Map<String, String> files() {
        return Map.of();
    }
}
