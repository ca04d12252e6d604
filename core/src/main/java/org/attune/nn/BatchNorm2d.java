// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import org.attune.tensor.Parameter;
import org.attune.tensor.Profile;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Batch normalisation of each channel (Ioffe and Szegedy 2015), in the masters' type. One whose weight learns takes the statistics of
 * the batch in training and moves the running ones; any other, and all of them in evaluation, takes the running ones and leaves them.
 * So rows of a batch are coupled where it learns: a step must not be cut into micro-batches.
 */
public final class BatchNorm2d {

    public static final double EPSILON = 1e-5;

    /** What the newest batch counts in the running statistics. */
    private static final double MOMENTUM = 0.1;

    private final Parameter weight;
    private final Parameter bias;
    private final Statistics running;

    /**
     * What was seen of all batches so far: state that is saved and resumed, and never learnt.
     *
     * @param mean by channel
     * @param variance by channel
     * @param batches their number, int64
     */
    public record Statistics(Tensor mean, Tensor variance, Tensor batches) {}

    public BatchNorm2d(Parameter weight, Parameter bias, Statistics running) {
        this.weight = weight;
        this.bias = bias;
        this.running = running;
    }

    /** x [batch, channels, height, width] → the same shape in the masters' type. A single value per channel has no variance. */
    public Tensor forward(Tensor x, Pass pass) {
        boolean ofBatch = pass.training() && weight.learns() && x.numel() > x.size(1);
        boolean moves = ofBatch && !pass.isRepeated();
        if (moves) {
            running.batches().add_(new Scalar(1L));
        }
        boolean needs = moves || !ofBatch;
        return Profile.part(
                "norm",
                () -> torch.batch_norm(
                        x.to(weight.leaf().scalar_type()),
                        Tensors.optional(weight.leaf()),
                        Tensors.optional(bias.leaf()),
                        needs ? new TensorOptional(running.mean()) : new TensorOptional(),
                        needs ? new TensorOptional(running.variance()) : new TensorOptional(),
                        ofBatch,
                        MOMENTUM,
                        EPSILON,
                        false));
    }
}
