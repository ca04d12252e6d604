// SPDX-License-Identifier: Apache-2.0
package org.attune.auto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attune.search.Point;
import org.attune.search.Trial;
import org.junit.jupiter.api.Test;

class AutoBudgetTest {

    private static List<Trial> trials(int count, double seconds) {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            trials.add(trial(i, Trial.State.DONE, seconds));
        }
        return trials;
    }

    private static Trial trial(int number, Trial.State state, double seconds) {
        return new Trial(number, new Point(Map.of()), state, List.of(), 0.5, seconds, "");
    }

    @Test
    void trials_are_begun_while_one_more_and_the_final_runs_fit() {
        AutoBudget budget = new AutoBudget(100, 10, 2);
        assertThat(budget.allows(trials(6, 10))).isTrue(); // 10 + 60 + 3 * 10
        assertThat(budget.allows(trials(7, 10))).isFalse();
    }

    @Test
    void one_trial_runs_whatever_was_spent() {
        AutoBudget budget = new AutoBudget(60, 500, 1);
        assertThat(budget.allows(List.of())).isTrue();
        assertThat(budget.allows(trials(1, 5))).isFalse();
    }

    @Test
    void what_failed_took_time_but_says_nothing_of_the_next() {
        List<Trial> trials = new ArrayList<>(trials(1, 10));
        trials.add(trial(1, Trial.State.FAILED, 40));
        assertThat(new AutoBudget(80, 0, 2).allows(trials)).isTrue(); // 50 + 30
        assertThat(new AutoBudget(79, 0, 2).allows(trials)).isFalse();
    }
}
