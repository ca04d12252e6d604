// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.attune.statistics.KeyedDraws;
import org.junit.jupiter.api.Test;

class ImportancesTest {

    private static final Real UNIT = new Real(0, 1, false, 5);

    /** Four boxes of a chessboard with values 0, 1, 2, 5: by hand. */
    @Test
    void main_effects_of_a_tree_are_those_computed_by_hand() {
        double[] values = {0, 1, 2, 5}; // at (low, low), (low, high), (high, low), (high, high)
        List<Forest.Leaf> leaves = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            double x = i < 2 ? 0 : 0.5;
            double y = i % 2 == 0 ? 0 : 0.5;
            leaves.add(new Forest.Leaf(new double[] {x, y}, new double[] {x + 0.5, y + 0.5}, values[i]));
        }
        // mean 2, variance (4 + 1 + 0 + 9) / 4 = 3.5; rows 0.5 and 3.5: 2.25; columns 1 and 3: 1
        double[] shares = Importances.shares(List.of(leaves), 2);
        assertThat(shares[0]).isCloseTo(2.25 / 3.5, offset(1e-12));
        assertThat(shares[1]).isCloseTo(1 / 3.5, offset(1e-12));
    }

    /** Of 3a + b over the unit square the variances are 9/12 and 1/12; c does nothing. */
    @Test
    void shares_are_near_those_of_the_function() {
        Space space = new Space(List.of(new Parameter("a", UNIT), new Parameter("b", UNIT), new Parameter("c", UNIT)));
        Map<String, Double> shares = Importances.of(space, trials(space, 200, p -> 3 * p.get("a") + p.get("b")), 1);
        assertThat(shares.get("a")).isBetween(0.8, 0.95);
        assertThat(shares.get("b")).isBetween(0.04, 0.15);
        assertThat(shares.get("c")).isLessThan(0.01);
        assertThat(shares.values().stream().mapToDouble(Double::doubleValue).sum())
                .isLessThanOrEqualTo(1 + 1e-9);
    }

    @Test
    void what_two_parameters_do_only_together_is_none_of_either() {
        Space space = new Space(List.of(new Parameter("a", UNIT), new Parameter("b", UNIT)));
        Map<String, Double> shares =
                Importances.of(space, trials(space, 200, p -> p.get("a") > 0.5 == p.get("b") > 0.5 ? 1 : 0), 1);
        assertThat(shares.get("a")).isLessThan(0.1);
        assertThat(shares.get("b")).isLessThan(0.1);
    }

    @Test
    void few_trials_and_equal_ones_say_nothing() {
        Space space = new Space(List.of(new Parameter("a", UNIT)));
        assertThat(Importances.of(space, trials(space, 7, p -> p.get("a")), 1)).isEmpty();
        assertThat(Importances.of(space, trials(space, 50, p -> 1), 1)).isEmpty();
    }

    private static List<Trial> trials(Space space, int number, ToDoubleFunction<Point> value) {
        KeyedDraws draws = new KeyedDraws(8, 1);
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            Point point = RandomSampler.draw(space, draws);
            trials.add(new Trial(i, point, Trial.State.DONE, List.of(), value.applyAsDouble(point), 0, ""));
        }
        return trials;
    }
}
