// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.attune.distributed.Peers;
import org.attune.eval.EvaluationReport;
import org.attune.eval.Metric;
import org.attune.eval.Require;
import org.attune.run.RunEvents;
import org.attune.run.StepEvent;
import org.attune.run.StopSignal;
import org.attune.tensor.Scope;
import org.attune.weights.Checkpoint;
import org.attune.weights.Safetensors;
import org.attune.weights.SafetensorsWriter;
import org.attune.weights.TensorSource;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a model knew before is measured by the head that it had, on what the model has become. */
@Tag("engine")
@Tag("flow")
class RetentionTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final List<String> METRICS = List.of("accuracy", "mcc", "log_loss");

    @TempDir
    static Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"bert", "roberta", "distilbert", "modernbert", "llama", "vit", "cifar-resnet"})
    void the_model_as_it_came_knows_what_its_own_run_measured(String architecture) throws IOException {
        TwoTasks sequence = TwoTasks.of(folder, architecture);
        RunResult former = FineTune.run(sequence.before().recipe(folder, "teacher", "seed=21"));
        RunResult result = FineTune.run(sequence.next("as-it-came", "training.max_steps=1"));

        for (String metric : METRICS) {
            double own = value(former.evaluation(), "test", metric);
            assertThat(before(result, metric)).as(metric).isCloseTo(own, within(1e-5));
        }
    }

    /** The head of the former run is put on the weights that the new one saved, and asked as any model. */
    @ParameterizedTest
    @ValueSource(strings = {"bert", "llama", "cifar-resnet"})
    void what_it_knows_afterwards_is_what_the_old_head_says_on_the_new_weights(String architecture) throws IOException {
        TwoTasks sequence = TwoTasks.of(folder, architecture);
        RunResult result = FineTune.run(sequence.next("afterwards", "training.learning_rate=0.01"));
        Path grafted =
                graft(sequence.taught().resolve("model"), result.directory().resolve("model"));

        assertThat(value(result.evaluation(), "retain.old", "log_loss"))
                .isNotCloseTo(before(result, "log_loss"), within(1e-3));
        try (TunedModel model = TunedModel.open(grafted.toString())) {
            EvaluationReport asked = model.evaluate(
                    model.read(List.of(sequence.rows().toString())).rows());
            for (String metric : METRICS) {
                assertThat(value(result.evaluation(), "retain.old", metric))
                        .as(metric)
                        .isCloseTo(value(asked, "data", metric), within(1e-5));
            }
        }
    }

    @Test
    void a_frozen_model_forgets_nothing() throws IOException {
        RunResult result = FineTune.run(TwoTasks.of(folder, "bert").next("frozen", "method=head"));

        for (String metric : METRICS) {
            assertThat(value(result.evaluation(), "retain.old", metric)).isEqualTo(before(result, metric));
        }
    }

    @Test
    void a_language_model_is_measured_by_its_perplexity() throws IOException {
        Subject subject = new Subject("llama", "full", "causal-lm");
        Path corpus = TinyModel.prompts(folder.resolve("corpus.csv"), 40, 77);
        String model = "model={base: '" + subject.teacher(folder) + "', init: pretrained}";
        String retain = "evaluate={retain: {english: '" + corpus + "'}}";
        RunResult result = FineTune.run(subject.recipe(folder, "language", model, retain));
        RunResult still = FineTune.run(subject.recipe(folder, "still", model, retain, "training.learning_rate=0"));

        double before = value(still.evaluation(), "retain.english", "perplexity");
        assertThat(untuned(result, "retain.english", "perplexity")).isEqualTo(before);
        assertThat(value(result.evaluation(), "retain.english", "perplexity")).isNotCloseTo(before, within(1e-3));
    }

    @Test
    void every_evaluation_has_it_and_so_does_a_resumed_run() throws IOException {
        TwoTasks sequence = TwoTasks.of(folder, "bert");
        RunResult straight = FineTune.run(sequence.next("straight"));
        StopSignal signal = new StopSignal();
        RunEvents stops = new RunEvents() {
            @Override
            public void step(StepEvent step) {
                if (step.step() == 7) {
                    signal.request(StopSignal.Reason.INTERRUPT);
                }
            }
        };
        FineTune.run(sequence.next("resumed"), RunOptions.DEFAULT, Peers.single(), stops, signal);
        RunResult resumed = FineTune.run(sequence.next("resumed"));

        assertThat(curve(straight, "retain.old", "log_loss").keySet()).containsExactly(2L, 4L, 6L, 8L, 10L, 12L);
        assertThat(RunBits.of(resumed.directory())).isEqualTo(RunBits.of(straight.directory()));
    }

    @Test
    void a_step_at_which_something_required_is_lost_is_never_the_result() throws IOException {
        TwoTasks sequence = TwoTasks.of(folder, "bert");
        String rate = "training.learning_rate=0.004";
        RunResult free = FineTune.run(sequence.next("free", rate, "evaluate.metric=mse"));
        Map<Long, Double> learnt = curve(free, "validation", "mse");
        Map<Long, Double> kept = curve(free, "retain.old", "log_loss");
        long best = least(learnt);
        double base = before(free, "log_loss");
        double limit = kept.values().stream()
                        .filter(loss -> loss < kept.getOrDefault(best, 0.0))
                        .mapToDouble(loss -> loss)
                        .max()
                        .orElseThrow()
                - base;
        Map<Long, Double> holding = new LinkedHashMap<>(learnt);
        holding.keySet().removeIf(step -> kept.getOrDefault(step, 0.0) - base > limit);
        assertThat(holding).isNotEmpty().hasSizeLessThan(learnt.size());

        String rule = "require={retain.old.log_loss: '<= base + " + limit + "'}";
        RunResult held = FineTune.run(sequence.next("held", rate, "evaluate.metric=mse", rule));

        assertThat(value(held.evaluation(), "validation", "mse")).isEqualTo(learnt.get(least(holding)));
        assertThat(Objects.requireNonNull(held.evaluation()).require())
                .extracting(Require.Row::passed)
                .containsExactly(true);
    }

    @Test
    void what_holds_at_no_step_fails_and_the_best_step_results() throws IOException {
        RunResult result = FineTune.run(TwoTasks.of(folder, "bert")
                .next("lost", "evaluate.metric=mse", "require={retain.old.accuracy: '>= base + 1'}"));

        assertThat(Objects.requireNonNull(result.evaluation()).require())
                .extracting(Require.Row::passed)
                .containsExactly(false);
        Map<Long, Double> learnt = curve(result, "validation", "mse");
        assertThat(value(result.evaluation(), "validation", "mse")).isEqualTo(learnt.get(least(learnt)));
        assertThat(Files.readString(result.directory().resolve("report.html")))
                .contains("What the model knew before")
                .contains("retain.old.accuracy");
    }

    /** The former model with what the new one has below the head. */
    private static Path graft(Path former, Path latter) throws IOException {
        Path grafted = Files.createTempDirectory(folder, "grafted");
        try (Stream<Path> files = Files.list(former)) {
            for (Path file : files.toList()) {
                Files.copy(file, grafted.resolve(file.getFileName()));
            }
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try (Scope scope = Scope.open();
                Checkpoint old = Safetensors.open(former.resolve("model.safetensors"));
                Checkpoint now = Safetensors.open(latter.resolve("model.safetensors"))) {
            for (String name : old.tensors().keySet()) {
                boolean head = name.matches("(classifier|score|linear)\\..*");
                tensors.put(name, head ? old.load(name) : now.load(name));
            }
            Files.delete(grafted.resolve("model.safetensors"));
            SafetensorsWriter.create().file(grafted.resolve("model.safetensors"), TensorSource.of(tensors));
        }
        return grafted;
    }

    private static double value(@Nullable EvaluationReport report, String split, String metric) {
        return Objects.requireNonNull(report)
                .metric(split, metric)
                .map(Metric::value)
                .orElseThrow();
    }

    private static double before(RunResult result, String metric) {
        return untuned(result, "retain.old", metric);
    }

    private static double untuned(RunResult result, String split, String metric) {
        return Objects.requireNonNull(result.evaluation())
                .baseline("untuned", split, metric)
                .map(Metric::value)
                .orElseThrow();
    }

    private static Map<Long, Double> curve(RunResult run, String split, String metric) throws IOException {
        Map<Long, Double> curve = new LinkedHashMap<>();
        for (String line : Files.readAllLines(run.directory().resolve("metrics.jsonl"))) {
            JsonNode node = MAPPER.readTree(line);
            if (node.path("split").asString("").equals(split)) {
                curve.put(
                        node.path("step").asLong(),
                        node.path("metrics").path(metric).asDouble());
            }
        }
        return curve;
    }

    private static long least(Map<Long, Double> curve) {
        return curve.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }
}
