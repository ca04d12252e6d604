// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.attune.problem.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every pruner, and what each is for. */
class PrunerContractTest {

    static Stream<Pruner> pruners() {
        return Stream.of(new NoPruner(), new MedianPruner(2, 0), new AshaPruner(1, 2));
    }

    private static Trial trial(int number, Trial.State state, double... curve) {
        List<Trial.Measured> measured = new ArrayList<>();
        DoubleStream.of(curve).forEach(value -> measured.add(new Trial.Measured(measured.size() + 1L, value)));
        return Trial.begun(number, new Point(Map.of("x", (double) number)))
                .after(measured, false)
                .ended(state, 0, "");
    }

    private static List<Trial> done() {
        return List.of(
                trial(0, Trial.State.DONE, 3, 2, 1, 1),
                trial(1, Trial.State.DONE, 5, 4, 3, 3),
                trial(2, Trial.State.DONE, 7, 6, 5, 5));
    }

    private static List<Trial> negated(List<Trial> trials) {
        return trials.stream()
                .map(trial -> trial.after(
                        trial.curve().stream()
                                .map(measured -> new Trial.Measured(measured.step(), -measured.value()))
                                .toList(),
                        true))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pruners")
    void the_best_of_all_goes_on_and_so_does_it_where_more_is_better(Pruner pruner) {
        Trial best = trial(3, Trial.State.RUNNING, 0.5);
        assertThat(pruner.judge(best, done(), false)).isEqualTo(Pruner.Verdict.GO_ON);
        assertThat(pruner.judge(negated(List.of(best)).get(0), negated(done()), true))
                .isEqualTo(Pruner.Verdict.GO_ON);
    }

    @ParameterizedTest
    @MethodSource("pruners")
    void the_worst_of_all_goes_on_only_without_a_pruner(Pruner pruner) {
        Trial worst = trial(3, Trial.State.RUNNING, 9);
        assertThat(pruner.judge(worst, done(), false) == Pruner.Verdict.GO_ON).isEqualTo(pruner.isNone());
        assertThat(pruner.judge(negated(List.of(worst)).get(0), negated(done()), true) == Pruner.Verdict.GO_ON)
                .isEqualTo(pruner.isNone());
        Trial broken = trial(3, Trial.State.RUNNING, Double.NaN);
        assertThat(pruner.judge(broken, done(), false) == Pruner.Verdict.GO_ON).isEqualTo(pruner.isNone());
    }

    @ParameterizedTest
    @MethodSource("pruners")
    void the_same_trials_have_the_same_verdict_in_any_order(Pruner pruner) {
        List<Trial> reversed = new ArrayList<>(done());
        Collections.reverse(reversed);
        for (double value : new double[] {1, 3, 5, 7, 9}) {
            Trial trial = trial(3, Trial.State.RUNNING, value);
            assertThat(pruner.judge(trial, reversed, false)).isEqualTo(pruner.judge(trial, done(), false));
        }
    }

    @Test
    void the_median_is_of_averages_up_to_the_same_evaluation() {
        Pruner pruner = new MedianPruner(3, 0);
        // averages after two evaluations: 2.5, 4.5, 6.5
        assertThat(pruner.judge(trial(3, Trial.State.RUNNING, 9, 4.4), done(), false))
                .isEqualTo(Pruner.Verdict.GO_ON);
        assertThat(pruner.judge(trial(3, Trial.State.RUNNING, 9, 4.6), done(), false))
                .isEqualTo(Pruner.Verdict.STOP);
        assertThat(pruner.judge(trial(3, Trial.State.RUNNING, 9, 4.6), done().subList(0, 2), false))
                .isEqualTo(Pruner.Verdict.GO_ON);
        assertThat(new MedianPruner(3, 2).judge(trial(3, Trial.State.RUNNING, 9, 9), done(), false))
                .isEqualTo(Pruner.Verdict.GO_ON);
    }

    @Test
    void rungs_are_powers_of_the_factor_and_paused_trials_go_on_once_they_are_in_the_best_share() {
        AshaPruner pruner = new AshaPruner(1, 3);
        assertThat(pruner.judge(trial(0, Trial.State.RUNNING, 1), List.of(), false))
                .isEqualTo(Pruner.Verdict.PAUSE); // one of one is not the best third of anything
        assertThat(pruner.judge(trial(0, Trial.State.RUNNING, 1, 1), List.of(), false))
                .isEqualTo(Pruner.Verdict.GO_ON); // no rung
        assertThat(pruner.judge(trial(0, Trial.State.RUNNING, 1, 1, 1), List.of(), false))
                .isEqualTo(Pruner.Verdict.PAUSE);
        List<Trial> two = List.of(trial(0, Trial.State.PAUSED, 5), trial(1, Trial.State.PAUSED, 4));
        assertThat(pruner.revived(two, false)).isEmpty();
        List<Trial> three = new ArrayList<>(two);
        three.add(trial(2, Trial.State.PAUSED, 6));
        assertThat(pruner.revived(three, false)).hasValue(three.get(1));
        assertThat(pruner.revived(three, true)).hasValue(three.get(2));
        // what went on already counts at the rung below, and takes its place there
        three.set(1, trial(1, Trial.State.PAUSED, 4, 4, 4));
        assertThat(pruner.revived(three, false)).isEmpty();
    }

    @Test
    void settings_that_mean_nothing_are_problems() {
        assertThatThrownBy(() -> new AshaPruner(0, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("search.pruner.first")
                .hasMessageContaining("search.pruner.factor");
        assertThatThrownBy(() -> new MedianPruner(0, -1)).isInstanceOf(InputException.class);
    }
}
