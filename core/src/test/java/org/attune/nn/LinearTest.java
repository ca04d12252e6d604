// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import static org.assertj.core.api.Assertions.assertThat;

import org.attune.tensor.KeyedRandom;
import org.attune.tensor.Parameter;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** fp32 goes through a convolution, bf16 through narrow products: both have to be the linear layer they stand for. */
@Tag("engine")
class LinearTest {

    @Test
    void the_convolution_form_equals_float64_in_value_and_gradients() {
        assertThat(worst(ScalarType.Float)).isLessThan(2e-6);
    }

    @Test
    void the_bf16_form_is_as_near_as_eight_bits_are() {
        assertThat(worst(ScalarType.BFloat16)).isLessThan(2e-2);
    }

    /** The largest error of output and gradients, relative to the largest true value. */
    private static double worst(ScalarType compute) {
        try (Scope scope = Scope.open()) {
            Result exact = run(ScalarType.Double, ScalarType.Double);
            Result tried = run(ScalarType.Float, compute);
            return Math.max(
                    error(exact.output(), tried.output()),
                    Math.max(error(exact.weight(), tried.weight()), error(exact.input(), tried.input())));
        }
    }

    private record Result(double[] output, double[] weight, double[] input) {}

    private static Result run(ScalarType master, ScalarType compute) {
        Parameter weight =
                new Parameter("w", Parameter.Kind.WEIGHT, random(1, 24, 40).to(master), compute);
        Parameter bias = new Parameter("b", Parameter.Kind.VECTOR, random(2, 24).to(master), compute);
        weight.setLearns(true);
        bias.setLearns(true);
        Tensor x = random(3, 3, 7, 40).to(master).set_requires_grad(true);
        Tensor y = new Linear(weight, bias).forward(x);
        y.to(master).mul(random(4, 3, 7, 24).to(master)).sum().backward();
        return new Result(
                Tensors.doubles(y),
                Tensors.doubles(java.util.Objects.requireNonNull(weight.gradient())),
                Tensors.doubles(x.grad()));
    }

    private static Tensor random(long key, long... shape) {
        int size = 1;
        for (long dimension : shape) {
            size *= (int) dimension;
        }
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) KeyedRandom.gaussian(key, i);
        }
        return Tensors.of(values, shape);
    }

    private static double error(double[] exact, double[] tried) {
        double worst = 0;
        double largest = 0;
        for (int i = 0; i < exact.length; i++) {
            worst = Math.max(worst, Math.abs(exact[i] - tried[i]));
            largest = Math.max(largest, Math.abs(exact[i]));
        }
        return worst / largest;
    }
}
