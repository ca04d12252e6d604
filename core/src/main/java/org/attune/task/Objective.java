// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.List;
import org.attune.data.Batch;
import org.attune.data.Row;
import org.attune.problem.Problems;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** What one output vector per row means: its target, its loss, its score. */
interface Objective {

    int outputs();

    LabelSet labels();

    String metric();

    String problemType();

    /** The target of each row; a row that has none is a problem. */
    List<double[]> targets(List<Row> rows, Problems problems);

    double count(Batch batch);

    /** outputs [batch, outputs] → the sum over the batch's targets. */
    Tensor loss(Tensor outputs, Batch batch);

    /** As {@link LogitsTask#distance}. */
    Tensor distance(Tensor outputs, Tensor teacher, double temperature);

    /** As {@link LogitsTask#imitated}. */
    double imitated(Batch batch);

    Scores scores(List<double[]> targets, float[][] outputs);

    /** {@code target} is null where the row has no label. */
    Answered answer(double @Nullable [] target, float[] outputs);

    default Objective tuned(Scores validation) {
        return this;
    }

    default java.util.Map<String, Object> settings() {
        return java.util.Map.of();
    }
}
