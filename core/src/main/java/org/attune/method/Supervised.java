// SPDX-License-Identifier: Apache-2.0
package org.attune.method;

import java.util.List;
import java.util.Map;
import org.attune.data.Batch;
import org.attune.method.Method.Predictor;
import org.attune.model.Model;
import org.attune.nn.Pass;
import org.attune.task.Task;

/** The task's own loss of the whole model's outputs, which most methods keep. */
public record Supervised(Model model, Task task) {

    private static final String LOSS = "loss";

    public BatchLoss loss(Batch batch, Pass pass) {
        var outputs = model.logits(task.features(model, batch, pass), pass);
        return BatchLoss.of(List.of(new BatchLoss.Term(LOSS, 1, task.loss(outputs, batch))));
    }

    public Map<String, Double> targets(Batch batch) {
        return Map.of(LOSS, task.targets(batch));
    }

    public Predictor predictor() {
        return batch -> model.logits(task.features(model, batch, Pass.evaluation()), Pass.evaluation());
    }
}
