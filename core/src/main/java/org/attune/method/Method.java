// SPDX-License-Identifier: Apache-2.0
package org.attune.method;

import java.util.List;
import java.util.Map;
import org.attune.data.Batch;
import org.attune.data.Example;
import org.attune.nn.Pass;
import org.attune.optim.GradientSums;
import org.attune.optim.ParameterGroup;
import org.attune.task.BatchLoss;
import org.attune.task.Task;
import org.attune.tensor.Parameter;
import org.bytedeco.pytorch.Tensor;

/** How a task is learnt: what learns, by which loss, and what results. One object per run. */
public interface Method {

    /**
     * Called once before the first step, with everything that will be trained on: caches, teachers' outputs, other data.
     * Returns the examples to train on, usually the same.
     */
    default List<Example> prepare(List<Example> train) {
        return train;
    }

    /** Examples that go through the model beside those, see {@link #joined}. */
    default List<Example> others() {
        return List.of();
    }

    /** What goes through the model for a batch at the step with this number, from 1: the batch, or more rows behind its own. */
    default Batch joined(Batch batch, long step) {
        return batch;
    }

    /** All that will ever learn, in groups. */
    List<ParameterGroup> parameters();

    /** What learns from now on, by {@link Parameter#setLearns}; called before every step. A group's parameters learn together. */
    default void activate(Progress progress) {}

    /** The loss of a batch that was {@link #joined} as terms, each a sum over targets, with its graph. */
    BatchLoss loss(Batch batch, Pass pass);

    /** The number of targets of each term in such a batch, by the terms' names. */
    Map<String, Double> targets(Batch batch);

    /**
     * What does not depend on the data of a step, once per optimiser step: adds its gradient to the sums, which are those of all peers by
     * then, and returns its value, a part of the step's loss. It goes past the forward and its narrow copies: masters are held exactly.
     */
    default double penalty(GradientSums sums) {
        return 0;
    }

    /** What evaluation and export use. */
    Predictor predictor();

    /** Tensors of the method's own that a resume needs, by name. */
    default Map<String, Tensor> state() {
        return Map.of();
    }

    /** The task with what was tuned on validation data; the method's predictor is unchanged by it. */
    Task task();

    /** Outputs for evaluation: no dropout, no gradients. */
    interface Predictor {
        /** [batch, …, outputs]. */
        Tensor outputs(Batch batch);
    }
}
