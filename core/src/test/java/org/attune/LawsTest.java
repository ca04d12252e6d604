// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.attune.distributed.Peers;
import org.attune.problem.InputException;
import org.attune.run.RunEvents;
import org.attune.run.RunState;
import org.attune.run.StepEvent;
import org.attune.run.StopSignal;
import org.attune.task.Answer;
import org.attune.task.Answered;
import org.attune.train.Batches;
import org.attune.train.Batches.Padding;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The laws of the flow, for every architecture, method and task, with dropout on. */
@Tag("engine")
class LawsTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** What several laws look at is run once. */
    private static final Map<Subject, RunResult> STRAIGHT = new HashMap<>();

    /** Of all tests, so that they share runs, models and data. */
    @TempDir
    static Path folder;

    @ParameterizedTest
    @MethodSource("org.attune.Subject#few")
    void law_1_how_a_step_is_accumulated_changes_nothing(Subject subject) throws IOException {
        List<Double> whole = RunBits.losses(straight(subject));
        List<Double> thirds = RunBits.losses(run(subject, "thirds", "training.micro_batch_size=5"));

        assertThat(whole).hasSizeGreaterThan(10);
        for (int step = 0; step < whole.size(); step++) {
            assertThat(thirds.get(step)).isCloseTo(whole.get(step), within(2e-5));
        }
    }

    @Tag("float64")
    @ParameterizedTest
    @MethodSource("org.attune.Subject#apart")
    void laws_1_and_3_in_float64_gradients_know_neither_accumulation_nor_padding(Subject subject) throws IOException {
        StepGradients whole = StepGradients.of(subject.recipe(folder, "whole"), 16, Padding.BUCKETED);
        StepGradients quarters = StepGradients.of(subject.recipe(folder, "quarters"), 4, Padding.BUCKETED);
        StepGradients single = StepGradients.of(subject.recipe(folder, "single"), 1, Padding.BUCKETED);
        StepGradients padded = StepGradients.of(subject.recipe(folder, "padded"), 16, Padding.LONGEST);

        assertThat(padded.paddedTokens() > whole.paddedTokens()).isEqualTo(!subject.ofImages());
        assertThat(whole.largest()).isGreaterThan(1e-3);
        for (StepGradients other : List.of(quarters, single, padded)) {
            assertThat(other.loss()).isCloseTo(whole.loss(), within(1e-12));
            assertThat(other.apart(whole)).isLessThan(1e-12);
        }
    }

    @ParameterizedTest
    @MethodSource("org.attune.Subject#coupled")
    void law_1_is_refused_where_norms_or_losses_couple_the_rows_of_a_step(Subject subject) {
        assertThatThrownBy(() -> run(subject, "cut", "training.micro_batch_size=4"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("training.micro_batch_size")
                .hasMessageContaining("so parts of a step learn otherwise than the whole");
    }

    /** Each example is a world of its own: no token sees another example, and dropout is as if it were alone. */
    @Tag("float64")
    @ParameterizedTest
    @MethodSource("org.attune.Subject#languageModels")
    void law_3_packed_examples_learn_as_padded_ones(Subject subject) throws IOException {
        StepGradients padded = StepGradients.of(subject.recipe(folder, "padded"), 16, Padding.BUCKETED);
        StepGradients packed = StepGradients.of(subject.recipe(folder, "packed"), 16, Padding.PACKED);
        StepGradients parts = StepGradients.of(subject.recipe(folder, "parts"), 3, Padding.PACKED);

        assertThat(packed.paddedTokens()).isLessThan(padded.paddedTokens());
        for (StepGradients other : List.of(packed, parts)) {
            assertThat(other.loss()).isCloseTo(padded.loss(), within(1e-12));
            assertThat(other.apart(padded)).isLessThan(1e-12);
        }
    }

    @Tag("float64")
    @ParameterizedTest
    @MethodSource("org.attune.Subject#all")
    void blocks_that_are_recomputed_learn_as_those_whose_graph_is_kept(Subject subject) throws IOException {
        Batches.Shape shape = new Batches.Shape(16, length -> 5, Padding.BUCKETED, 0, 1);
        StepGradients kept = StepGradients.of(subject.recipe(folder, "kept"), shape, false);
        StepGradients again = StepGradients.of(subject.recipe(folder, "again"), shape, true);

        assertThat(again.loss()).isCloseTo(kept.loss(), within(1e-12));
        assertThat(again.apart(kept)).isLessThan(1e-12);
    }

    @Tag("flow")
    @ParameterizedTest
    @MethodSource("org.attune.Subject#all")
    void law_2_a_resumed_run_ends_with_the_same_bits(Subject subject) throws IOException {
        RunResult straight = straight(subject);
        StopSignal signal = new StopSignal();
        RunEvents stopsAtStepSeven = new RunEvents() {
            @Override
            public void step(StepEvent step) {
                if (step.step() == 7) {
                    signal.request(StopSignal.Reason.INTERRUPT);
                }
            }
        };
        RunResult stopped = FineTune.run(
                subject.recipe(folder, "resumed"), RunOptions.DEFAULT, Peers.single(), stopsAtStepSeven, signal);
        assertThat(stopped.state()).isEqualTo(RunState.INTERRUPTED);
        RunResult resumed = run(subject, "resumed");

        assertThat(resumed.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(RunBits.of(resumed.directory())).isEqualTo(RunBits.of(straight.directory()));
    }

    /** Of every method law 2 shows it: a run that is stopped and resumed is the same run once more. */
    @Tag("flow")
    @ParameterizedTest
    @MethodSource("org.attune.Subject#fullyTuned")
    void law_8_the_same_seed_is_the_same_run_and_another_seed_is_another(Subject subject) throws IOException {
        Map<String, String> first = RunBits.of(straight(subject).directory());
        Map<String, String> again = RunBits.of(run(subject, "again").directory());
        Map<String, String> other = RunBits.of(run(subject, "other", "seed=14").directory());

        assertThat(again).isEqualTo(first);
        assertThat(other.get("metrics.jsonl")).isNotEqualTo(first.get("metrics.jsonl"));
    }

    @ParameterizedTest
    @MethodSource("org.attune.Subject#exact")
    void law_4_the_saved_model_answers_as_the_run_did(Subject subject) throws IOException {
        RunResult result = straight(subject);
        List<JsonNode> written = Files.readAllLines(result.directory().resolve("predictions.jsonl")).stream()
                .map(MAPPER::readTree)
                .toList();

        try (TunedModel model = TunedModel.open(result.directory().toString())) {
            Path test = folder.resolve(subject.testFile());
            List<Answered> answers =
                    model.answer(model.read(List.of(test.toString())).rows());

            assertThat(answers).hasSameSizeAs(written);
            for (int row = 0; row < answers.size(); row++) {
                assertSame(answers.get(row).prediction(), written.get(row).get("prediction"));
            }
        }
    }

    private static void assertSame(Answer answer, JsonNode written) {
        if (answer instanceof Answer.Value number) {
            assertThat(number.value()).isCloseTo(written.asDouble(), within(1e-5)); // another number of threads
        } else if (answer instanceof Answer.Likelihood likelihood) {
            assertThat(likelihood.loss()).isCloseTo(written.path("loss").asDouble(), within(1e-5));
            assertThat(likelihood.tokens()).isEqualTo(written.path("tokens").asLong());
        } else if (answer instanceof Answer.Labels labels) {
            assertThat(labels.names())
                    .isEqualTo(written.valueStream().map(JsonNode::asString).toList());
        } else {
            assertThat(((Answer.Label) answer).name()).isEqualTo(written.asString());
        }
    }

    /** The run as its recipe stands; made once. */
    private static RunResult straight(Subject subject) throws IOException {
        RunResult made = STRAIGHT.get(subject);
        if (made == null) {
            made = run(subject, "straight");
            STRAIGHT.put(subject, made);
        }
        return made;
    }

    private static RunResult run(Subject subject, String name, String... overrides) throws IOException {
        return FineTune.run(subject.recipe(folder, name, overrides));
    }
}
