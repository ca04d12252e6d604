// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.config.Recipe;
import org.attune.launch.Forecast;
import org.attune.run.Identity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches whose trials are processes that only write what a run says. */
class SearchFlowTest {

    private static final Space RATES =
            new Space(List.of(new Parameter("training.learning_rate", new Real(1e-4, 1e-2, true, 5))));

    @TempDir
    Path folder;

    private SearchPlan plan(String output, Space space, Pruner pruner, int trials, int parallel) {
        Recipe recipe = Recipe.fromYaml(
                "{model: a, data: {train: b.csv, test: c.csv}, require: {test.log_loss: '<= 9'}, seed: 7}");
        SearchSettings settings = new SearchSettings(
                Optional.of(space),
                trials,
                "grid",
                pruner,
                Optional.of("log_loss"),
                7,
                parallel,
                1,
                Optional.empty(),
                folder.resolve(output));
        return new SearchPlan(
                recipe, settings, space, "log_loss", new Identity(Map.of(), Map.of(), ""), new Forecast(1, 1));
    }

    private static SearchResults run(SearchPlan plan, Study study, SearchEvents events) {
        return Search.run(plan, study, List.of(), FakeTraining.command(), events);
    }

    private static List<Trial> untimed(Study study) {
        return study.trials().stream()
                .map(trial -> new Trial(
                        trial.number(), trial.point(), trial.state(), trial.curve(), trial.value(), 0, trial.message()))
                .toList();
    }

    @Test
    void an_interrupted_search_ends_as_one_that_was_not() {
        Study straight = new ListStudy();
        SearchResults results = run(plan("straight", RATES, new NoPruner(), 3, 1), straight, new SearchEvents() {});
        assertThat(results.isWhole()).isTrue();
        assertThat(results.best().orElseThrow().value())
                .isEqualTo(straight.trials().stream()
                        .mapToDouble(Trial::value)
                        .min()
                        .orElseThrow());
        assertThat(results.finals()).extracting(SearchResults.FinalRun::seed).containsExactly(7L);
        assertThat(results.bySeed("test")).hasSize(1);
        assertThat(straight.trials()).allMatch(trial -> trial.curve().size() == 4);

        Study broken = new ListStudy();
        SearchPlan plan = plan("broken", RATES, new NoPruner(), 3, 1);
        SearchEvents breaking = new SearchEvents() {
            @Override
            public void started(Trial trial) {
                if (trial.number() == 1) {
                    throw new IllegalStateException("the power failed");
                }
            }
        };
        assertThatThrownBy(() -> run(plan, broken, breaking)).hasMessage("the power failed");
        assertThat(broken.trials().get(1).state()).isEqualTo(Trial.State.RUNNING);
        List<Integer> started = new ArrayList<>();
        SearchEvents counting = new SearchEvents() {
            @Override
            public void started(Trial trial) {
                started.add(trial.number());
            }
        };
        SearchResults again = run(plan, broken, counting);
        assertThat(started).containsExactly(1, 2);
        assertThat(untimed(broken)).isEqualTo(untimed(straight));
        assertThat(again.best().orElseThrow().point())
                .isEqualTo(results.best().orElseThrow().point());
    }

    @Test
    void a_trial_that_fails_takes_no_other_with_it() {
        Space space = new Space(List.of(new Parameter("training.learning_rate", Spaces.choice(0.5, 1e-3))));
        Study study = new ListStudy();
        SearchResults results = run(plan("failing", space, new NoPruner(), 9, 2), study, new SearchEvents() {});
        assertThat(study.trials())
                .hasSize(2)
                .extracting(Trial::state)
                .containsExactlyInAnyOrder(Trial.State.FAILED, Trial.State.DONE);
        assertThat(study.trials()).anyMatch(trial -> trial.message().contains("the loss is not a number"));
        assertThat(results.isWhole()).isTrue();
        // its only evaluation would have been the best of all
        assertThat(study.trials())
                .filteredOn(trial -> trial.state() == Trial.State.FAILED)
                .allMatch(trial -> Double.isNaN(trial.value()) && trial.curve().size() == 1);
        assertThat(folder.resolve("failing/winner.yaml"))
                .content()
                .contains("0.001")
                .contains("require");
        assertThat(folder.resolve("failing/results.json")).content().contains("\"larger_is_better\" : false");
    }

    @Test
    void what_the_pruner_stops_is_asked_to_end_and_keeps_what_it_came_to() {
        Space space = new Space(List.of(new Parameter("training.learning_rate", Spaces.choice(1e-3, 0.06))));
        SearchPlan plan = plan(
                "pruned",
                space,
                new Pruner() {
                    @Override
                    public Verdict judge(Trial trial, List<Trial> others, boolean maximise) {
                        return trial.value() > 2 && trial.curve().size() == 2 ? Verdict.STOP : Verdict.GO_ON;
                    }
                },
                2,
                1);
        Study study = new ListStudy();
        SearchResults results = run(plan, study, new SearchEvents() {});
        assertThat(study.trials())
                .extracting(Trial::state)
                .containsExactlyInAnyOrder(Trial.State.PRUNED, Trial.State.DONE);
        Trial pruned = study.trials().stream()
                .filter(trial -> trial.state() == Trial.State.PRUNED)
                .findFirst()
                .orElseThrow();
        assertThat(pruned.curve()).hasSize(2);
        assertThat(pruned.value()).isEqualTo(pruned.curve().get(1).value());
        assertThat(results.best().orElseThrow().state()).isEqualTo(Trial.State.DONE);
    }

    @Test
    void successive_halving_lets_the_best_go_on_and_the_others_rest() {
        Study study = new ListStudy();
        SearchPlan plan = plan("halving", RATES, new AshaPruner(1, 2), 4, 1);
        SearchResults results = run(plan, study, new SearchEvents() {});
        assertThat(results.best()).isPresent();
        double best = results.best().orElseThrow().value();
        assertThat(study.trials())
                .hasSize(4)
                .allSatisfy(trial -> assertThat(trial.state()).isIn(Trial.State.DONE, Trial.State.PAUSED));
        assertThat(study.trials()).anyMatch(trial -> trial.state() == Trial.State.PAUSED);
        // the function's order is the same at every evaluation, so that the best of all is among those that went on
        assertThat(best)
                .isEqualTo(study.trials().stream()
                        .mapToDouble(trial -> trial.curve().get(0).value() - 1 + 0.25)
                        .min()
                        .orElseThrow());
    }
}
