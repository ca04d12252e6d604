// SPDX-License-Identifier: Apache-2.0
package org.attune.method;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.attune.data.Batch;
import org.attune.data.Example;
import org.attune.data.LengthOrder;
import org.attune.method.Method.Predictor;
import org.attune.tensor.Grad;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/**
 * What a model said of training examples before the first step, kept in Java memory by their keys: [outputs] of each, or [time, outputs] for
 * tags. It is asked in an order and in batches of its own, so that a resumed run finds the same bits.
 */
public final class KeptLogits {

    private static final int BATCH = 64;

    private final Map<Long, float[]> known = new HashMap<>();

    /** Asks a model, without gradients. */
    public static KeptLogits of(List<Example> examples, Predictor predictor) {
        KeptLogits kept = new KeptLogits();
        for (Batch batch : LengthOrder.batches(examples, BATCH)) {
            try (Grad off = Grad.off();
                    Scope scope = Scope.open()) {
                Tensor logits = predictor.outputs(batch);
                for (int i = 0; i < batch.size(); i++) {
                    Example example = batch.examples().get(i);
                    Tensor own = logits.select(0, i);
                    boolean perToken = own.dim() == 2;
                    kept.put(example, Tensors.floats(perToken ? own.narrow(0, 0, example.length()) : own));
                }
            }
        }
        return kept;
    }

    public void put(Example example, float[] logits) {
        known.put(example.key(), logits);
    }

    /** @throws IllegalStateException for an example that was not asked */
    public float[] get(Example example) {
        float[] own = known.get(example.key());
        if (own == null) {
            throw new IllegalStateException("nobody was asked of " + example.key());
        }
        return own;
    }

    /**
     * Of a batch, with zeros at padding.
     *
     * @param like logits [batch, outputs] or [batch, time, outputs], whose shape, type and place it gets
     */
    public Tensor of(Batch batch, Tensor like) {
        int stride = Math.toIntExact(like.numel() / batch.size());
        float[] all = new float[batch.size() * stride];
        for (int i = 0; i < batch.size(); i++) {
            float[] own = get(batch.examples().get(i));
            System.arraycopy(own, 0, all, i * stride, own.length);
        }
        return Tensors.of(all, Tensors.shape(like)).to(like.device(), like.scalar_type());
    }
}
