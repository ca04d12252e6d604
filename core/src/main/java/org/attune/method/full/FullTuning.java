// SPDX-License-Identifier: Apache-2.0
package org.attune.method.full;

import java.util.List;
import java.util.Map;
import org.attune.data.Batch;
import org.attune.method.BatchLoss;
import org.attune.method.Method;
import org.attune.method.ParameterGroups;
import org.attune.method.Supervised;
import org.attune.model.Model;
import org.attune.nn.Pass;
import org.attune.optim.ParameterGroup;
import org.attune.task.Task;

/** Every parameter learns. */
public final class FullTuning implements Method {

    private final Supervised supervised;
    private final List<ParameterGroup> groups;

    public FullTuning(Model model, Task task, ParameterGroups groups) {
        supervised = new Supervised(model, task);
        model.parameters().all().forEach(parameter -> parameter.setLearns(true));
        this.groups = groups.of(model, model.parameters().all());
    }

    /** Small encoders take larger steps: rates that the published recipes of MiniLM, BERT-base and BERT-large agree on. */
    public static double learningRate(int width) {
        return width <= 384 ? 2e-4 : width <= 768 ? 5e-5 : 2e-5;
    }

    @Override
    public List<ParameterGroup> parameters() {
        return groups;
    }

    @Override
    public BatchLoss loss(Batch batch, Pass pass) {
        return supervised.loss(batch, pass);
    }

    @Override
    public Map<String, Double> targets(Batch batch) {
        return supervised.targets(batch);
    }

    @Override
    public Predictor predictor() {
        return supervised.predictor();
    }

    @Override
    public Task task() {
        return supervised.task();
    }
}
