// SPDX-License-Identifier: Apache-2.0
package org.attune.method.distill;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.attune.config.MethodConfig;
import org.attune.config.ResolvedRecipe;
import org.attune.data.Batch;
import org.attune.data.Example;
import org.attune.method.Method;
import org.attune.method.Methods;
import org.attune.method.ParameterGroups;
import org.attune.method.Setting;
import org.attune.method.full.FullTuning;
import org.attune.model.Model;
import org.attune.nn.Pass;
import org.attune.optim.ParameterGroup;
import org.attune.task.BatchLoss;
import org.attune.task.LogitsTask;
import org.attune.task.Task;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** Every parameter learns, by alpha · {@link LogitsTask#distance distance} from the teacher + (1 - alpha) · the task's own loss. */
public final class Distillation implements Method {

    /** The name of the teacher's term. */
    static final String TEACHER = "teacher";

    private final Model model;
    private final LogitsTask task;
    private final List<ParameterGroup> groups;
    private final Lesson lesson;
    private final Setting setting;
    private @Nullable TeacherAnswers answers;

    private Distillation(Model model, List<ParameterGroup> groups, Setting setting, Lesson lesson) {
        this.model = model;
        this.task = (LogitsTask) setting.task(); // as the preview checked
        this.groups = groups;
        this.lesson = lesson;
        this.setting = setting;
    }

    /** Reads the options; the teacher is looked at once the data is known. */
    public static Methods.Plan plan(MethodConfig method, ResolvedRecipe resolved) {
        Lesson lesson = method.read(resolved, Lesson::read);
        return new Methods.Plan(
                FullTuning::learningRate,
                new DistillPreview(lesson),
                (model, groups, setting) -> create(model, groups, setting, lesson));
    }

    private static Method create(Model model, ParameterGroups groups, Setting setting, Lesson lesson) {
        model.parameters().all().forEach(parameter -> parameter.setLearns(true));
        return new Distillation(model, groups.of(model, model.parameters().all()), setting, lesson);
    }

    @Override
    public List<Example> prepare(List<Example> train) {
        answers = new TeacherAnswers(lesson.teacher(), setting, model.placement());
        return train;
    }

    @Override
    public List<ParameterGroup> parameters() {
        return groups;
    }

    @Override
    public BatchLoss loss(Batch batch, Pass pass) {
        Tensor logits = task.logits(model, task.features(model, batch, pass), pass);
        Tensor teacher = Objects.requireNonNull(answers, "prepare comes first").of(batch, logits);
        return BatchLoss.of(List.of(
                new BatchLoss.Term(BatchLoss.TASK, 1 - lesson.alpha(), task.loss(logits, batch)),
                new BatchLoss.Term(
                        TEACHER, lesson.alpha(), task.distance(logits, teacher, batch, lesson.temperature()))));
    }

    @Override
    public Map<String, Double> targets(Batch batch) {
        Map<String, Double> targets = new LinkedHashMap<>();
        targets.put(BatchLoss.TASK, task.targets(batch));
        targets.put(TEACHER, task.imitated(batch));
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
