// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Distances between logits that are divided by a temperature first. T² keeps the size of gradients, which shrink by 1/T² (Hinton et al.
 * 2015, section 2).
 */
record Softened(double temperature) {

    /** T² · Σ KL(teacher ‖ model) over rows [rows, classes]. */
    Tensor classes(Tensor logits, Tensor teacher) {
        Tensor said = torch.log_softmax(divided(logits), -1);
        Tensor told = torch.log_softmax(divided(teacher), -1);
        return told.exp().mul(told.sub(said)).sum().mul(squared());
    }

    /** The same where each label is true or not for itself: T² · Σ KL over rows and labels. */
    Tensor labels(Tensor logits, Tensor teacher) {
        Tensor said = divided(logits);
        Tensor told = divided(teacher);
        return one(said, told).add(one(said.neg(), told.neg())).sum().mul(squared());
    }

    /** p · (log p - log q), with p and q the sigmoids of what the teacher and the model say. */
    private static Tensor one(Tensor said, Tensor told) {
        Tensor logarithm = torch.log_sigmoid(told);
        return logarithm.exp().mul(logarithm.sub(torch.log_sigmoid(said)));
    }

    private Tensor divided(Tensor logits) {
        return logits.div(Tensors.scalar(temperature));
    }

    private Scalar squared() {
        return Tensors.scalar(temperature * temperature);
    }
}
