// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
class KernelsTest {

    @Test
    void adamw_is_the_update_of_the_paper() {
        try (Scope scope = Scope.open()) {
            double[] p = {1, -2, 0.5};
            double[] m = new double[3];
            double[] v = new double[3];
            Tensor parameter = wide(1, -2, 0.5f);
            Tensor mean = wide(0, 0, 0);
            Tensor square = wide(0, 0, 0);
            for (int step = 1; step <= 5; step++) {
                double[] g = {0.25 * step, -1, 0};
                Tensor gradient = wide((float) g[0], (float) g[1], (float) g[2]);
                Kernels.adamW(parameter, gradient, mean, square, new Kernels.AdamW(0.01, 0.9, 0.999, 1e-8, 0.1, step));
                for (int i = 0; i < 3; i++) {
                    p[i] -= 0.01 * 0.1 * p[i];
                    m[i] = 0.9 * m[i] + 0.1 * g[i];
                    v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
                    double hat = m[i] / (1 - Math.pow(0.9, step));
                    p[i] -= 0.01 * hat / (Math.sqrt(v[i] / (1 - Math.pow(0.999, step))) + 1e-8);
                }
            }

            assertThat(Tensors.doubles(parameter)).containsExactly(p, within(1e-12));
        }
    }

    @Test
    void gradients_of_bf16_leaves_are_summed_in_fp32() {
        try (Scope scope = Scope.open()) {
            Tensor sum = torch.zeros(1);
            Tensor term = Tensors.of(new float[] {0.01f}, 1).to(ScalarType.BFloat16);
            float once = Tensors.floats(term)[0];
            for (int i = 0; i < 4096; i++) {
                try (Scope inner = Scope.open()) {
                    Kernels.addAll(List.of(sum), List.of(term));
                }
            }

            assertThat(Tensors.floats(sum)[0]).isCloseTo(4096 * once, within(0.01f));
        }
    }

    @Test
    void a_call_that_libtorch_refuses_is_an_exception_and_not_a_crash() {
        try (Scope scope = Scope.open()) {
            Tensor two = torch.zeros(2);
            Tensor three = torch.zeros(3);

            org.assertj.core.api.Assertions.assertThatThrownBy(() -> Kernels.addAll(List.of(two), List.of(three)))
                    .isInstanceOf(RuntimeException.class)
                    .satisfies(error -> assertThat(NativeErrors.translate("a test", (RuntimeException) error)
                                    .problem()
                                    .found())
                            .contains("size")
                            .doesNotContain("\n"));
        }
    }

    private static Tensor wide(float... values) {
        return Tensors.of(values, values.length).to(ScalarType.Double);
    }
}
