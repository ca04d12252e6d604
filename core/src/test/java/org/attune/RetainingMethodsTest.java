// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.attune.config.Recipe;
import org.attune.eval.Metric;
import org.attune.problem.InputException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Methods that keep what a model learnt before: with no strength they are full tuning, with some less is lost. Their laws are in LawsTest,
 * their equations in PenaltyGoldenTest and DistanceGoldenTest.
 */
@Tag("engine")
@Tag("flow")
class RetainingMethodsTest {

    private static final String STILL = "training.learning_rate=0";

    @TempDir
    static Path folder;

    @ParameterizedTest
    @CsvSource({"ewc, training.weight_decay=0", "lwf, seed=13"})
    void without_strength_they_are_full_tuning(String method, String override) throws IOException {
        List<Double> free = RunBits.losses(FineTune.run(next("full", "free-" + method, override)));
        List<Double> held = RunBits.losses(FineTune.run(next(method, "none", override, "method.strength=0")));

        assertThat(held).isEqualTo(free);
    }

    @ParameterizedTest
    @CsvSource({"ewc, method.strength=100000", "lwf, method.strength=100", "replay, method.share=0.4"})
    void what_they_keep_is_lost_without_them(String method, String override) throws IOException {
        String rate = "training.learning_rate=0.004";
        double free = lost(FineTune.run(next("full", "lost-" + method, rate, measured())));
        double held = lost(FineTune.run(next(method, "kept", rate, measured(), override)));

        assertThat(free).isPositive();
        assertThat(held).isLessThan(free / 2);
    }

    /** What the head said is no distance from what it says: rows and states are the same. */
    @Test
    void an_old_head_is_no_distance_from_itself() throws IOException {
        List<Double> alone = RunBits.losses(FineTune.run(next("full", "still", STILL, "training.dropout=0")));
        List<Double> both =
                RunBits.losses(FineTune.run(next("lwf", "still", STILL, "training.dropout=0", "method.strength=1000")));

        assertThat(both).hasSameSizeAs(alone);
        for (int i = 0; i < both.size(); i++) {
            assertThat(both.get(i)).isCloseTo(alone.get(i), within(1e-4));
        }
    }

    /** All rows in one step, old and new, by a model that does not change: the mean of what both are measured at alone. */
    @Test
    void a_step_of_replay_is_the_mean_over_its_rows_each_by_its_own_head() throws IOException {
        String[] whole = {STILL, "training.dropout=0", "training.batch_size=200", "data.validation=none", measured()};
        RunResult alone = FineTune.run(next("full", "whole", whole));
        List<String> all = new ArrayList<>(List.of(whole));
        all.add("method.share=0.5");
        RunResult mixed = FineTune.run(next("replay", "whole", all.toArray(String[]::new)));
        double fresh = RunBits.losses(alone).get(0);
        double old = untuned(alone);

        assertThat(RunBits.losses(mixed).get(0)).isCloseTo((96 * fresh + 60 * old) / (96 + 60), within(1e-5));
    }

    @Test
    void old_rows_are_as_many_as_the_share_says() throws IOException {
        try (Prepared run = Prepared.of(next("replay", "share", "method.share=0.25", "data.validation=none"))) {
            assertThat(run.train()).hasSize(96 + 32);
            assertThat(run.train().stream().filter(example -> example.key() >= 1L << 40))
                    .hasSize(32);
            assertThat(run.train().stream().mapToLong(example -> example.key()).distinct())
                    .hasSize(96 + 32);
        }
    }

    @Test
    void what_consolidation_keeps_is_in_the_estimate() throws IOException {
        try (RunPlan held = RunPlan.look(next("ewc", "estimate"));
                RunPlan free = RunPlan.look(next("full", "estimate"))) {
            long head = 16 + 1;
            assertThat(Estimate.of(held).memory() - Estimate.of(free).memory()).isEqualTo(8 * (held.learnt() - head));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ewc    | method.strength=-1      | strength is from 0",
                "ewc    | method.rows=0           | rows is at least 1",
                "ewc    | method.retain=null      | name files with labelled rows",
                "ewc    | method.retain=nowhere   | nowhere",
                "ewc    | model.init=random       | what is kept was known before",
                "lwf    | method.temperature=0    | temperature is more than 0",
                "lwf    | method.retain.data=a    | the key \"data\" is not known",
                "lwf    | method.retain.model=none| none",
                "replay | method.share=1          | share is more than 0",
                "replay | model.pooling=mean      | two heads answer from the same states",
                "lwf    | model.pooling=mean      | two heads answer from the same states"
            })
    void options_that_do_not_fit_are_found_before_weights_are_read(String method, String override, String said) {
        assertThatThrownBy(() -> RunPlan.look(next(method, "refused", override)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ewc", "lwf", "replay"})
    void a_model_that_knew_nothing_is_refused(String method) throws IOException {
        Path bare = TinyModel.pretrained(folder.resolve("bare"), "bert");

        assertThatThrownBy(() -> RunPlan.look(next(method, "bare", "model.base=" + bare)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("head");
    }

    /** Two samplings of rows cannot both be followed. */
    @Test
    void replay_and_sampling_by_class_are_refused_together() throws IOException {
        Subject vit = new Subject("vit", "replay", "image-classification");

        assertThatThrownBy(() -> RunPlan.look(vit.recipe(folder, "sampled", "training.sampling=balanced")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("training.sampling");
    }

    /** Another task on a model that classifies, by a method. */
    private static Recipe next(String method, String name, String... overrides) throws IOException {
        boolean full = method.equals("full");
        Subject subject = new Subject("bert", full ? "lwf" : method, "text-regression");
        List<String> all = new ArrayList<>();
        if (full) {
            all.add("method=full");
        }
        all.addAll(List.of(overrides));
        return subject.recipe(folder, method + "-" + name, all.toArray(String[]::new));
    }

    private static String measured() {
        return "evaluate.retain={old: '" + folder.resolve("test-text-classification.csv") + "'}";
    }

    private static double lost(RunResult run) {
        return Objects.requireNonNull(run.evaluation())
                        .metric("retain.old", "log_loss")
                        .map(Metric::value)
                        .orElseThrow()
                - untuned(run);
    }

    private static double untuned(RunResult run) {
        return Objects.requireNonNull(run.evaluation())
                .baseline("untuned", "retain.old", "log_loss")
                .map(Metric::value)
                .orElseThrow();
    }
}
