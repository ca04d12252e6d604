// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/** The loss of one batch, which owns its backward: a method that recomputes its forward does it there. */
public interface BatchLoss {

    /** The name of a task's own term. */
    String TASK = "loss";

    /**
     * A named part of a loss, summed over its targets.
     *
     * @param weight how much the term counts in the objective
     * @param sum a scalar with its graph
     */
    record Term(String name, double weight, Tensor sum) {}

    /**
     * Computes gradients of Σ weight · sum / targets, where targets are those of the whole optimiser step.
     *
     * @return the terms' sums by their weights, for the record
     */
    Map<String, Double> backward(Map<String, Double> targetsOfStep);

    /** A task's own loss, whose graph was recorded in the forward. */
    static BatchLoss of(Tensor sum) {
        return of(List.of(new Term(TASK, 1, sum)));
    }

    /** Terms whose graphs were recorded in the forward. */
    static BatchLoss of(List<Term> terms) {
        return targets -> {
            Tensor objective = null;
            Map<String, Double> sums = new LinkedHashMap<>();
            for (Term term : terms) {
                Tensor share = term.sum().mul(Tensors.scalar(term.weight() / targets.getOrDefault(term.name(), 1.0)));
                objective = objective == null ? share : objective.add(share);
                sums.put(term.name(), term.weight() * Tensors.item(term.sum()));
            }
            if (objective != null) {
                Tensors.backward(objective);
            }
            return sums;
        };
    }
}
