// SPDX-License-Identifier: Apache-2.0
package org.attune.method;

import java.util.List;
import java.util.Map;
import org.attune.data.Batch;
import org.attune.model.Model;
import org.attune.nn.Pass;
import org.attune.optim.ParameterGroup;
import org.attune.task.BatchLoss;
import org.attune.task.Task;

/** The task's own loss of the whole model's outputs: all of a method that only chooses what learns. */
public record Supervised(Model model, Task task, List<ParameterGroup> parameters) implements Method {

    @Override
    public BatchLoss loss(Batch batch, Pass pass) {
        return task.loss(model, task.features(model, batch, pass), batch, pass);
    }

    @Override
    public Map<String, Double> targets(Batch batch) {
        return Map.of(BatchLoss.TASK, task.targets(batch));
    }

    @Override
    public Predictor predictor() {
        return batch -> task.outputs(model, task.features(model, batch, Pass.evaluation()), batch);
    }
}
