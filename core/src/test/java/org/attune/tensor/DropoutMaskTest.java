// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
class DropoutMaskTest {

    @Test
    void a_row_draws_the_same_alone_in_a_batch_and_padded() {
        try (Scope scope = Scope.open()) {
            long[] keys = {11, 22, 33};
            float[] batch = Tensors.floats(DropoutMask.of(keys, 2, 9, 7, 0.3)); // [3, 2, 9, 7]
            float[] alone = Tensors.floats(DropoutMask.of(new long[] {22}, 2, 5, 4, 0.3)); // [1, 2, 5, 4]

            for (int group = 0; group < 2; group++) {
                for (int line = 0; line < 5; line++) {
                    for (int i = 0; i < 4; i++) {
                        assertThat(alone[(group * 5 + line) * 4 + i])
                                .isEqualTo(batch[((2 + group) * 9 + line) * 7 + i]);
                    }
                }
            }
        }
    }

    @Test
    void the_share_of_zeros_is_the_rate_and_the_rest_is_scaled_exactly() {
        try (Scope scope = Scope.open()) {
            float[] mask = Tensors.floats(DropoutMask.of(new long[] {5}, 1, 1000, 384, 0.1));
            float kept = (float) (1 / 0.9);
            long zeros = 0;
            for (float value : mask) {
                assertThat(value == 0 || value == kept).isTrue();
                zeros += value == 0 ? 1 : 0;
            }

            // five standard deviations of a binomial with 384,000 draws
            assertThat(zeros / (double) mask.length).isCloseTo(0.1, within(5 * Math.sqrt(0.09 / mask.length)));
        }
    }

    @Test
    void neighbouring_lines_and_keys_are_not_correlated() {
        try (Scope scope = Scope.open()) {
            float[] mask = Tensors.floats(DropoutMask.of(new long[] {1, 2}, 1, 2, 20_000, 0.5));
            int lines = 4;
            for (int a = 0; a < lines; a++) {
                for (int b = a + 1; b < lines; b++) {
                    int same = 0;
                    for (int i = 0; i < 20_000; i++) {
                        same += (mask[a * 20_000 + i] == 0) == (mask[b * 20_000 + i] == 0) ? 1 : 0;
                    }
                    assertThat(same / 20_000.0).isCloseTo(0.5, within(5 * 0.5 / Math.sqrt(20_000)));
                }
            }
        }
    }

    @Test
    void a_permutation_is_one_and_depends_on_its_key() {
        int[] first = KeyedRandom.permutation(1000, 7);

        assertThat(Arrays.stream(first).distinct().count()).isEqualTo(1000);
        assertThat(first).isEqualTo(KeyedRandom.permutation(1000, 7)).isNotEqualTo(KeyedRandom.permutation(1000, 8));
    }

    @Test
    void gaussian_draws_have_mean_zero_and_deviation_one() {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 100_000; i++) {
            double value = KeyedRandom.gaussian(3, i);
            sum += value;
            squares += value * value;
        }

        assertThat(sum / 100_000).isCloseTo(0, within(0.016));
        assertThat(squares / 100_000).isCloseTo(1, within(0.022));
    }
}
