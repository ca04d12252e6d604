// SPDX-License-Identifier: Apache-2.0
package org.attune.method.head;

import java.util.IdentityHashMap;
import java.util.List;
import org.attune.data.Batch;
import org.attune.data.Example;
import org.attune.data.LengthOrder;
import org.attune.model.Head;
import org.attune.model.Model;
import org.attune.nn.Pass;
import org.attune.task.Task;
import org.attune.tensor.Grad;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/**
 * What the frozen part answers for each example, computed once and kept in Java memory: [width], or [time, width] for tags.
 * Examples are computed in an order and in batches of their own, so that a resumed run finds the same bits.
 */
final class FrozenFeatures {

    private static final int BATCH = 64;

    private final Model model;
    private final Task task;
    private final IdentityHashMap<Example, float[]> known = new IdentityHashMap<>();

    FrozenFeatures(Model model, Task task) {
        this.model = model;
        this.task = task;
    }

    void compute(List<Example> examples) {
        for (Batch batch : LengthOrder.batches(examples, BATCH)) {
            try (Grad off = Grad.off();
                    Scope scope = Scope.open()) {
                Tensor features = task.features(model, batch, Pass.evaluation());
                boolean perToken = features.dim() == 3;
                for (int i = 0; i < batch.size(); i++) {
                    Example example = batch.examples().get(i);
                    Tensor own = features.select(0, i);
                    known.put(example, Tensors.floats(perToken ? own.narrow(0, 0, example.length()) : own));
                }
            }
        }
    }

    /** [batch, width], or [batch, time, width] with zeros at padding. Examples seen for the first time are computed. */
    Tensor of(Batch batch) {
        List<Example> missing = batch.examples().stream()
                .filter(example -> !known.containsKey(example))
                .toList();
        if (!missing.isEmpty()) {
            compute(missing);
        }
        int width = model.backbone().width();
        boolean perToken = model.head().pooling() == Head.Pooling.EACH;
        int stride = perToken ? batch.length() * width : width;
        float[] all = new float[batch.size() * stride];
        for (int i = 0; i < batch.size(); i++) {
            float[] own = feature(batch.examples().get(i));
            System.arraycopy(own, 0, all, i * stride, own.length);
        }
        long[] shape = perToken ? new long[] {batch.size(), batch.length(), width} : new long[] {batch.size(), width};
        return Tensors.of(all, shape)
                .to(model.placement().device(), model.placement().master());
    }

    private float[] feature(Example example) {
        float[] found = known.get(example);
        if (found == null) {
            throw new IllegalStateException("no features of example " + example.key());
        }
        return found;
    }
}
