// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import org.attune.data.Batch;
import org.attune.model.Model;
import org.attune.nn.Pass;
import org.bytedeco.pytorch.Tensor;

/** A task that has the logits of a batch all at once, so that they can be learnt from a teacher's beside the labels. */
public interface LogitsTask extends Task {

    /** Features → logits [batch, …, outputs] with their graph. */
    Tensor logits(Model model, Tensor features, Pass pass);

    /** The task's own loss of logits, summed over its targets. */
    Tensor loss(Tensor logits, Batch batch);

    /**
     * How far the logits are from a teacher's, summed over what is imitated: for classes T² · KL(teacher ‖ model), both softened by the
     * temperature T (Hinton et al. 2015), for labels that exclude none the same of each, for numbers the squared error.
     *
     * @param teacher in the shape of the logits, without a graph
     */
    Tensor distance(Tensor logits, Tensor teacher, Batch batch, double temperature);

    /** How many a batch has of what {@link #distance} sums over. */
    double imitated(Batch batch);
}
