// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.attune.problem.InputException;
import org.attune.tensor.KeyedRandom;
import org.junit.jupiter.api.Test;

/** Two normal clouds that lie d apart are told apart with Φ(-d/2) mistakes by the best line there is. */
class ProxyDistanceTest {

    private static final double MISTAKES_AT_TWO = 0.158655253931457; // Φ(-1)

    @Test
    void clouds_that_overlap_are_as_far_apart_as_their_best_line_can_tell() {
        double found = ProxyDistance.of(cloud(8_000, 0, 1), cloud(6_000, 2, 2), 13);

        assertThat(found)
                .isCloseTo(2 * (1 - 2 * MISTAKES_AT_TWO), within(0.08)); // 0.0073 deviation of the share, times 4
    }

    @Test
    void one_cloud_is_not_apart_and_distant_ones_wholly() {
        assertThat(ProxyDistance.of(cloud(6_000, 0, 1), cloud(6_000, 0, 2), 13)).isCloseTo(0, within(0.1));
        assertThat(ProxyDistance.of(cloud(40, 0, 1), cloud(300, 50, 2), 13)).isEqualTo(2);
    }

    @Test
    void a_few_rows_say_nothing() {
        assertThatThrownBy(() -> ProxyDistance.of(cloud(9, 0, 1), cloud(300, 0, 2), 13))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("9 rows and 300 beside them");
    }

    private static float[][] cloud(int rows, double apart, long seed) {
        float[][] cloud = new float[rows][3];
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < 3; j++) {
                cloud[row][j] = (float) (KeyedRandom.gaussian(KeyedRandom.key(seed, row), j) + (j == 0 ? apart : 0));
            }
        }
        return cloud;
    }
}
