// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.attune.tensor.Tensors;
import org.attune.weights.Checkpoint;
import org.attune.weights.DType;
import org.attune.weights.TensorInfo;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Values that tools/golden/images.py computes alike, so that no file has to hold them. */
final class EvenImages {

    private static final double RANGE = 1L << 32;

    private EvenImages() {}

    /** Spread evenly in [0, 1). */
    static Tensor even(long seed, long... shape) {
        int count = Math.toIntExact(LongStream.of(shape).reduce(1, Math::multiplyExact));
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = Math.floorMod(i * 2654435761L + seed * 40503L, 1L << 32) / RANGE;
        }
        return Tensors.of(values, shape);
    }

    static ImageInputs pixels(long seed, long rows, long side) {
        Tensor all = even(seed, rows, side, side, 3);
        return new ImageInputs(all.permute(0, 3, 1, 2).mul(Tensors.scalar(4)).sub(Tensors.scalar(2)));
    }

    /** A checkpoint whose tensors are spread by their places. */
    record Weights(Map<String, TensorInfo> tensors) implements Checkpoint {

        @Override
        public Tensor load(String name) {
            int place = List.copyOf(tensors.keySet()).indexOf(name);
            TensorInfo info = java.util.Objects.requireNonNull(tensors.get(name));
            Tensor values = even(place, info.shape());
            if (info.dtype() == DType.I64) {
                return values.mul(Tensors.scalar(0)).to(ScalarType.Long);
            } else if (info.shape().length < 2) {
                return values;
            }
            long inputs = info.elements() / info.shape()[0];
            return values.sub(Tensors.scalar(0.5)).mul(Tensors.scalar(2 * 2 / Math.sqrt((double) inputs)));
        }

        @Override
        public String sha256() {
            return "even";
        }

        @Override
        public void close() {}
    }
}
