// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Cross entropy of class outputs, summed, with label smoothing (Szegedy et al. 2016), class weights, and the focal factor
 * (1 - p)^γ (Lin et al. 2017). The denominator that belongs to it is the sum of the targets' weights, as torch's
 * {@code CrossEntropyLoss} has it.
 *
 * @param weights by class, null for all equal
 * @param gamma 0 for no focal factor
 */
record CrossEntropy(double smoothing, float @Nullable [] weights, double gamma) {

    /** Targets with this number take no part. */
    static final int IGNORED = -100;

    private static final long SUM = 2; // at::Reduction::Sum

    /** outputs [rows, classes], targets [rows] int64 → a scalar. */
    Tensor sum(Tensor outputs, Tensor targets) {
        Tensor weight = weights == null
                ? null
                : Tensors.of(weights, weights.length).to(outputs.device(), outputs.scalar_type());
        if (gamma == 0) {
            return torch.cross_entropy_loss(outputs, targets, Tensors.optional(weight), SUM, IGNORED, smoothing);
        }
        Tensor each = torch.cross_entropy_loss(outputs, targets, Tensors.optional(weight), 0, IGNORED, smoothing);
        Tensor seen = targets.clamp_min(Tensors.scalar(0)).unsqueeze(-1);
        Tensor probability = torch.softmax(outputs, -1).gather(-1, seen).squeeze(-1);
        return each.mul(probability
                        .mul(Tensors.scalar(-1))
                        .add(Tensors.scalar(1))
                        .pow(Tensors.scalar(gamma)))
                .sum();
    }

    /** What a target counts in the denominator. */
    double weight(int target) {
        if (target == IGNORED) {
            return 0;
        }
        return weights == null ? 1 : weights[target];
    }
}
