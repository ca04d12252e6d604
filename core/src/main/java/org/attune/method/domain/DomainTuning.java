// SPDX-License-Identifier: Apache-2.0
package org.attune.method.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.config.MethodConfig;
import org.attune.config.ResolvedRecipe;
import org.attune.data.Batch;
import org.attune.data.Example;
import org.attune.method.Method;
import org.attune.method.Methods;
import org.attune.method.ParameterGroups;
import org.attune.method.Progress;
import org.attune.method.Setting;
import org.attune.method.full.FullTuning;
import org.attune.model.Model;
import org.attune.nn.Pass;
import org.attune.optim.ParameterGroup;
import org.attune.task.BatchLoss;
import org.attune.task.LogitsTask;
import org.attune.task.Task;
import org.attune.tensor.Parameter;
import org.bytedeco.pytorch.Tensor;

/**
 * Every parameter learns, by the task's own loss of the rows with labels and by the distance of their pooled states from those of as many rows
 * of another domain. Both go through the model together, and a step is not cut: the distance is one of whole steps.
 */
public final class DomainTuning implements Method {

    /** The name of the distance's term. */
    private static final String DOMAIN = "domain";

    private final Model model;
    private final LogitsTask task;
    private final List<ParameterGroup> groups;
    private final Alignment alignment;
    private final double strength;
    private final TargetRows target;

    private DomainTuning(
            Model model,
            LogitsTask task,
            List<ParameterGroup> groups,
            Alignment alignment,
            double strength,
            TargetRows target) {
        this.model = model;
        this.task = task;
        this.groups = groups;
        this.alignment = alignment;
        this.strength = strength;
        this.target = target;
    }

    /** Of {@code coral}, {@code mmd} and {@code dann}. Reads the options; the other domain is looked at once the data is known. */
    public static Methods.Plan plan(MethodConfig method, ResolvedRecipe resolved) {
        boolean adversary = method.name().equals("dann");
        Adaptation options = method.read(resolved, section -> Adaptation.read(section, adversary));
        return new Methods.Plan(
                FullTuning::learningRate,
                new DomainPreview(options, adversary),
                (model, groups, setting) -> create(method.name(), model, groups, setting, options));
    }

    private static Method create(
            String name, Model model, ParameterGroups groups, Setting setting, Adaptation options) {
        model.parameters().all().forEach(parameter -> parameter.setLearns(true));
        Alignment alignment = switch (name) {
            case "coral" -> new Coral();
            case "mmd" -> new Mmd();
            default ->
                new Adversary(
                        model.backbone().width(),
                        options.hidden(),
                        options.strength(),
                        model.placement(),
                        setting.config().seed());
        };
        List<ParameterGroup> all =
                new ArrayList<>(groups.of(model, model.parameters().all()));
        group(alignment, Parameter.Kind.WEIGHT, 1, all);
        group(alignment, Parameter.Kind.VECTOR, 0, all);
        double strength = name.equals("dann") ? 1 : options.strength(); // which is the reversal's
        LogitsTask task = (LogitsTask) setting.task(); // as the preview checked
        return new DomainTuning(model, task, all, alignment, strength, TargetRows.of(options.target(), setting));
    }

    private static void group(Alignment alignment, Parameter.Kind kind, double decay, List<ParameterGroup> all) {
        List<Parameter> some = alignment.parameters().stream()
                .filter(parameter -> parameter.kind() == kind)
                .toList();
        if (!some.isEmpty()) {
            all.add(new ParameterGroup("domain." + (decay > 0 ? "decayed" : "spared"), some, 1, decay));
        }
    }

    @Override
    public Batch joined(Batch batch, long step) {
        return target.joined(batch, step);
    }

    @Override
    public List<Example> others() {
        return target.examples();
    }

    @Override
    public List<ParameterGroup> parameters() {
        return groups;
    }

    @Override
    public void activate(Progress progress) {
        alignment.activate(progress);
    }

    @Override
    public BatchLoss loss(Batch batch, Pass pass) {
        Batch source = source(batch);
        Tensor states = task.features(model, batch, pass); // [source rows + target rows, width]
        Tensor wide = states.to(model.placement().master());
        long own = source.size();
        Tensor apart = alignment.of(wide.narrow(0, 0, own), wide.narrow(0, own, batch.size() - own));
        Tensor logits = task.logits(model, states, pass).narrow(0, 0, own);
        return BatchLoss.of(List.of(
                new BatchLoss.Term(BatchLoss.TASK, 1, task.loss(logits, source)),
                new BatchLoss.Term(DOMAIN, strength, apart)));
    }

    /** The rows with labels, which come first. */
    private Batch source(Batch batch) {
        return new Batch(
                batch.examples().stream()
                        .filter(example -> !target.has(example))
                        .toList(),
                batch.length());
    }

    @Override
    public Map<String, Double> targets(Batch batch) {
        Map<String, Double> targets = new LinkedHashMap<>();
        targets.put(BatchLoss.TASK, task.targets(source(batch)));
        targets.put(DOMAIN, 1.0);
        return targets;
    }

    @Override
    public Predictor predictor() {
        return batch -> task.outputs(model, task.features(model, batch, Pass.evaluation()), batch);
    }

    @Override
    public Task task() {
        return task;
    }
}
