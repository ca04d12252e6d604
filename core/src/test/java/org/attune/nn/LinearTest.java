// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
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

    @Test
    void layers_joined_are_the_layers_one_after_another() {
        try (Scope scope = Scope.open()) {
            Linear first = layer(5, 8);
            Linear second = layer(6, 24);
            Tensor x = random(3, 3, 7, 40).to(ScalarType.Double);

            Tensor joined = Linear.joined(x, Pass.evaluation(), List.of(first, second));

            assertThat(Tensors.doubles(joined.narrow(-1, 0, 8)))
                    .containsExactly(Tensors.doubles(first.forward(x, Pass.evaluation())), within(1e-12));
            assertThat(Tensors.doubles(joined.narrow(-1, 8, 24)))
                    .containsExactly(Tensors.doubles(second.forward(x, Pass.evaluation())), within(1e-12));
        }
    }

    @Test
    void layers_with_and_without_a_bias_are_not_joined() {
        try (Scope scope = Scope.open()) {
            Tensor x = random(3, 2, 40).to(ScalarType.Double);
            Linear bare = new Linear(weight(7, 8), null);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Linear.joined(x, Pass.evaluation(), List.of(layer(5, 8), bare)));
        }
    }

    private static Linear layer(long key, long out) {
        return new Linear(
                weight(key, out),
                new Parameter(
                        "b", Parameter.Kind.VECTOR, random(key + 10, out).to(ScalarType.Double), ScalarType.Double));
    }

    private static Parameter weight(long key, long out) {
        return new Parameter("w", Parameter.Kind.WEIGHT, random(key, out, 40).to(ScalarType.Double), ScalarType.Double);
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
        Tensor y = new Linear(weight, bias).forward(x, Pass.evaluation());
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
