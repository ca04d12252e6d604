// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.Arrays;
import org.attune.tensor.KeyedRandom;
import org.attune.tensor.Parameter;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/**
 * Fresh values as the references draw them: matrices and tables normal around zero, norms one, biases zero. Each value is a function
 * of seed, name and position.
 */
public interface Initial {

    /** The deviation of a matrix or table by its name. */
    double deviation(String name);

    /** The deviation of a matrix, table or kernel. */
    default double deviation(Wanted wanted) {
        return deviation(wanted.name());
    }

    /** The weight of a norm. */
    default float norm() {
        return 1;
    }

    /** Values further out than so many deviations are drawn anew; infinite for none. */
    default double cutoff() {
        return Double.POSITIVE_INFINITY;
    }

    /** fp32 on the CPU. */
    default Tensor draw(Wanted wanted, long seed) {
        float[] values = new float[Math.toIntExact(wanted.size())];
        if (wanted.kind() == Parameter.Kind.VECTOR || wanted.kind() == Parameter.Kind.STATISTIC) {
            boolean one = wanted.name().endsWith(".weight") || wanted.name().endsWith(".running_var");
            Arrays.fill(values, one ? norm() : 0);
            return Tensors.of(values, wanted.dimensions());
        }
        long key = KeyedRandom.key(seed, wanted.name().hashCode());
        double deviation = deviation(wanted);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * gaussian(key, i));
        }
        if (wanted.zeroRow() >= 0) {
            int width = Math.toIntExact(wanted.shape().get(1));
            Arrays.fill(values, wanted.zeroRow() * width, (wanted.zeroRow() + 1) * width, 0);
        }
        return Tensors.of(values, wanted.dimensions());
    }

    private double gaussian(long key, long index) {
        double drawn = KeyedRandom.gaussian(key, index);
        for (long again = 1; Math.abs(drawn) > cutoff(); again++) {
            drawn = KeyedRandom.gaussian(KeyedRandom.key(key, again), index);
        }
        return drawn;
    }
}
