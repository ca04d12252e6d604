// SPDX-License-Identifier: Apache-2.0
package org.attune.method.distill;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.attune.config.ModelConfig;
import org.attune.data.Example;
import org.attune.method.Setting;
import org.attune.model.Base;
import org.attune.model.HeadRequest;
import org.attune.model.ModelImport;
import org.attune.problem.Problems;
import org.attune.task.Encoded;
import org.attune.task.Task;
import org.attune.task.Tasks;
import org.attune.tokenizer.Limit;

/**
 * A tuned model, opened, no weight read, with the task of the run as this model reads it: by its own tokenizer or preparation of images,
 * and with its own order of labels.
 */
record Teacher(Base base, Task task) implements AutoCloseable {

    /** @throws org.attune.problem.InputException for a model that cannot be opened or is of another kind than the task */
    @SuppressWarnings("MustBeClosedChecker") // by who asks
    static Teacher open(String name, Setting setting) {
        ModelConfig model = ModelConfig.of(name);
        Base base = ModelImport.open(model);
        boolean opened = false;
        try {
            Limit asked = Tasks.limit(setting.config().data().length(), base);
            Limit limit = new Limit(Math.min(asked.maxLength(), base.maxLength()), asked.truncation(), asked.stride());
            Task task = Tasks.create(setting.config().with(model), setting.data(), base, limit);
            opened = true;
            return new Teacher(base, task);
        } finally {
            if (!opened) {
                base.close();
            }
        }
    }

    /** Adds what makes it no teacher of this task. */
    void check(Setting setting, Problems problems) {
        List<String> labels = setting.task().labels().names();
        Base.Plan plan = base.plan(task.head());
        boolean tuned =
                plan.parameters().stream().allMatch(wanted -> plan.stored().contains(wanted.name()));
        if (!task.labels().inherited() && !labels.isEmpty()) {
            problems.add(
                    "distill.labels",
                    "method.teacher: " + base.description(),
                    "its labels are " + (base.labels().isEmpty() ? "not known" : base.labels()),
                    "they are those of the training data: " + labels,
                    "tune the teacher on data with the same labels, or choose another one");
        } else if (!tuned) {
            problems.add(
                    "distill.untuned",
                    "method.teacher: " + base.description(),
                    "it has no head for " + task.name(),
                    "a teacher is tuned for the task of the run",
                    "tune it first, by method: full, and name its run directory");
        } else if (task.head().kind() == HeadRequest.Kind.TOKENS && !readsAs(setting.train())) {
            problems.add(
                    "distill.tokens",
                    "method.teacher: " + base.description(),
                    "it cuts the training rows into other tokens than the student",
                    "teacher and student of token-classification have the same vocabulary",
                    "start the student from a model with the teacher's tokenizer");
        }
    }

    private boolean readsAs(Encoded student) {
        List<Example> own = task.encode(student.rows(), true).examples();
        List<Example> others = student.examples();
        if (own.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < own.size(); i++) {
            if (!Arrays.equals(ids(own.get(i)), ids(others.get(i)))) {
                return false;
            }
        }
        return true;
    }

    private static int[] ids(Example example) {
        return ((Example.Tokens) example.features()).ids();
    }

    /** For each of the student's outputs the place among the teacher's that has the same label. */
    int[] places(Task student) {
        Map<String, Integer> own = task.labels().places();
        List<String> labels = student.labels().names();
        return labels.isEmpty()
                ? new int[1]
                : labels.stream()
                        .mapToInt(label -> Objects.requireNonNull(own.get(label), label))
                        .toArray();
    }

    @Override
    public void close() {
        base.close();
    }
}
