// SPDX-License-Identifier: Apache-2.0
package org.attune.method.distill;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.attune.data.Batch;
import org.attune.data.Example;
import org.attune.data.LengthOrder;
import org.attune.method.Setting;
import org.attune.model.HeadRequest;
import org.attune.model.Model;
import org.attune.nn.Pass;
import org.attune.task.Encoded;
import org.attune.tensor.Grad;
import org.attune.tensor.Parameter;
import org.attune.tensor.Placement;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/**
 * A teacher's logits of every training example in the student's order of labels, without dropout, kept in Java memory: [outputs], the mean
 * over the windows of a long row, or [time, outputs] for tags. They are computed in an order and in batches of their own, so that a
 * resumed run finds the same bits; the teacher's weights are let go of afterwards.
 */
final class TeacherAnswers {

    private static final int BATCH = 64;

    private static final long SEED = 13; // of nothing: all that a teacher has was tuned

    private final IdentityHashMap<Example, float[]> known = new IdentityHashMap<>();
    private final int outputs;

    TeacherAnswers(String name, Setting setting, Placement placement) {
        try (Teacher teacher = Teacher.open(name, setting)) {
            int[] places = teacher.places(setting.task());
            outputs = places.length;
            Encoded asked = teacher.task().encode(setting.train().rows(), true);
            IdentityHashMap<Example, float[]> answered = ask(teacher, asked.examples(), placement);
            float[][] said = asked.examples().stream()
                    .map(example -> ordered(Objects.requireNonNull(answered.get(example)), places))
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

    private static IdentityHashMap<Example, float[]> ask(Teacher teacher, List<Example> examples, Placement placement) {
        IdentityHashMap<Example, float[]> said = new IdentityHashMap<>();
        try (Grad off = Grad.off();
                Scope loaded = Scope.open()) {
            Model model = teacher.base().build(teacher.task().head(), placement, SEED);
            model.parameters().all().forEach(Parameter::freeze);
            for (Batch batch : LengthOrder.batches(examples, BATCH)) {
                try (Scope scope = Scope.open()) {
                    Tensor features = teacher.task().features(model, batch, Pass.evaluation());
                    Tensor logits = teacher.task().outputs(model, features, batch);
                    for (int i = 0; i < batch.size(); i++) {
                        Example example = batch.examples().get(i);
                        Tensor own = logits.select(0, i);
                        boolean perToken = own.dim() == 2;
                        said.put(example, Tensors.floats(perToken ? own.narrow(0, 0, example.length()) : own));
                    }
                }
            }
        }
        return said;
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
        int stride = Math.toIntExact(like.numel() / batch.size());
        float[] all = new float[batch.size() * stride];
        for (int i = 0; i < batch.size(); i++) {
            float[] own = known.get(batch.examples().get(i));
            if (own == null) {
                throw new IllegalStateException(
                        "the teacher was not asked " + batch.examples().get(i).key());
            }
            System.arraycopy(own, 0, all, i * stride, own.length);
        }
        long[] shape = like.dim() == 3
                ? new long[] {batch.size(), batch.length(), outputs}
                : new long[] {batch.size(), outputs};
        return Tensors.of(all, shape).to(like.device(), like.scalar_type());
    }
}
