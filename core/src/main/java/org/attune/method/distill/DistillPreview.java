// SPDX-License-Identifier: Apache-2.0
package org.attune.method.distill;

import java.util.Map;
import java.util.Optional;
import org.attune.config.ModelConfig;
import org.attune.method.Methods;
import org.attune.method.Setting;
import org.attune.model.Base;
import org.attune.model.HeadRequest;
import org.attune.model.ModelImport;
import org.attune.problem.Problems;
import org.attune.task.LogitsTask;
import org.attune.tensor.Placement;
import org.attune.tensor.Precision;

/** What distillation finds in student and teacher, of which no weight is read yet. */
record DistillPreview(Lesson lesson) implements Methods.Plan.Preview {

    @Override
    public long learnt(Base base, HeadRequest head) {
        return base.plan(head).size();
    }

    @Override
    public void check(Setting setting, Problems problems) {
        if (!(setting.task() instanceof LogitsTask)) {
            problems.add(
                    "distill.task",
                    "method: distill",
                    "with the task " + setting.task().name(),
                    "a teacher's scores of a whole vocabulary are not learnt in this version",
                    "use another method, or let the teacher write the completions to learn from");
            return;
        }
        Teacher opened = problems.collect(() -> Teacher.open(lesson.teacher(), setting));
        if (opened != null) {
            try (Teacher teacher = opened) {
                teacher.check(setting, problems);
            }
        }
    }

    @Override
    public Map<String, String> hashes(Setting setting) {
        try (Base teacher = ModelImport.open(ModelConfig.of(lesson.teacher()))) {
            return Map.of("teacher " + lesson.teacher(), teacher.sha256());
        }
    }

    /** The teacher's logits. */
    @Override
    public long kept(Setting setting) {
        HeadRequest head = setting.task().head();
        return setting.train().examples().stream()
                .mapToLong(example -> head.kind() == HeadRequest.Kind.TOKENS ? example.length() : 1)
                .map(places -> places * head.outputs() * Float.BYTES)
                .sum();
    }

    /** The teacher's weights. */
    @Override
    public Optional<String> once() {
        return Optional.of("the teacher");
    }

    @Override
    public long prepared(Setting setting) {
        try (Teacher teacher = Teacher.open(lesson.teacher(), setting)) {
            return teacher.base().plan(teacher.task().head()).bytes(Placement.cpu(Precision.FP32));
        }
    }
}
