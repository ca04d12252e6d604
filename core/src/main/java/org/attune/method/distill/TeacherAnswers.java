// SPDX-License-Identifier: Apache-2.0
package org.attune.method.distill;

import java.util.List;
import org.attune.data.Batch;
import org.attune.data.Example;
import org.attune.method.KeptLogits;
import org.attune.method.Setting;
import org.attune.model.HeadRequest;
import org.attune.model.Model;
import org.attune.nn.Pass;
import org.attune.task.Encoded;
import org.attune.task.Task;
import org.attune.tensor.Parameter;
import org.attune.tensor.Placement;
import org.attune.tensor.Scope;
import org.bytedeco.pytorch.Tensor;

/**
 * A teacher's logits of every training example in the student's order of labels, without dropout, kept in Java memory: [outputs], the mean
 * over the windows of a long row, or [time, outputs] for tags. They are computed in an order and in batches of their own, so that a
 * resumed run finds the same bits; the teacher's weights are let go of afterwards.
 */
final class TeacherAnswers {

    private static final long SEED = 13; // of nothing: all that a teacher has was tuned

    private final KeptLogits known = new KeptLogits();

    TeacherAnswers(String name, Setting setting, Placement placement) {
        try (Teacher teacher = Teacher.open(name, setting)) {
            int[] places = teacher.places(setting.task());
            Encoded asked = teacher.task().encode(setting.train().rows(), true);
            KeptLogits answered = ask(teacher, asked.examples(), placement);
            float[][] said = asked.examples().stream()
                    .map(example -> ordered(answered.get(example), places))
                    .toArray(float[][]::new);
            List<Example> examples = setting.train().examples();
            boolean tokens = setting.task().head().kind() == HeadRequest.Kind.TOKENS;
            float[][] byRow = tokens ? said : asked.meanByRow(said);
            for (int i = 0; i < examples.size(); i++) {
                Example example = examples.get(i);
                known.put(example, byRow[tokens ? i : example.row()]);
            }
        }
    }

    private static KeptLogits ask(Teacher teacher, List<Example> examples, Placement placement) {
        try (Scope loaded = Scope.open()) {
            Task task = teacher.task();
            Model model = teacher.base().build(task.head(), placement, SEED);
            model.parameters().all().forEach(Parameter::freeze);
            return KeptLogits.of(
                    examples, batch -> task.outputs(model, task.features(model, batch, Pass.evaluation()), batch));
        }
    }

    private static float[] ordered(float[] said, int[] places) {
        float[] ordered = new float[said.length];
        for (int i = 0; i < said.length; i++) {
            ordered[i] = said[i / places.length * places.length + places[i % places.length]];
        }
        return ordered;
    }

    /** [batch, outputs], or [batch, time, outputs] with zeros at padding. */
    Tensor of(Batch batch, Tensor like) {
        return known.of(batch, like);
    }
}
