// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.attune.config.Recipe;
import org.attune.distributed.Peers;
import org.attune.eval.Metric;
import org.attune.problem.InputException;
import org.attune.run.RunEvents;
import org.attune.run.StepEvent;
import org.attune.run.StopSignal;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.attune.weights.Checkpoint;
import org.attune.weights.Safetensors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Weights between those that came and those that were tuned (WiSE-FT), and which of them result. */
@Tag("engine")
@Tag("flow")
class InterpolationTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @TempDir
    static Path folder;

    @Test
    void what_is_saved_lies_between_by_the_share_that_is_asked_for() throws IOException {
        Path tuned = FineTune.run(next("tuned")).directory();
        Path quarter = FineTune.run(next("quarter", "export.interpolate=0.25")).directory();
        Path came = new Subject("bert", "full", "text-classification").teacher(folder);
        try (Scope scope = Scope.open();
                Checkpoint start = weights(came);
                Checkpoint end = weights(tuned);
                Checkpoint between = weights(quarter)) {
            assertThat(scope).isNotNull();
            for (String name : between.tensors().keySet()) {
                boolean head = name.startsWith("classifier");
                double[] from = Tensors.doubles((head ? end : start).load(name));
                double[] to = Tensors.doubles(end.load(name));
                double[] found = Tensors.doubles(between.load(name));
                for (int i = 0; i < found.length; i++) {
                    assertThat(found[i]).as(name).isCloseTo(0.75 * from[i] + 0.25 * to[i], within(1e-6));
                }
            }
        }
    }

    @Test
    void all_of_it_is_the_tuned_model_and_nothing_of_it_knows_what_it_knew() throws IOException {
        RunResult tuned = FineTune.run(next("whole"));
        RunResult all = FineTune.run(next("all", "export.interpolate=1"));
        RunResult nothing = FineTune.run(next("nothing", "export.interpolate=0"));
        Map<String, String> bits = RunBits.of(all.directory());
        Map<String, String> own = RunBits.of(tuned.directory());

        assertThat(bits.get("model/model.safetensors")).isEqualTo(own.get("model/model.safetensors"));
        assertThat(bits.get("predictions.jsonl")).isEqualTo(own.get("predictions.jsonl"));
        assertThat(retained(nothing)).isEqualTo(untuned(nothing)).isNotEqualTo(retained(tuned));
    }

    /** Also where the run was interrupted: one end is the base, whatever a checkpoint has. */
    @Test
    void the_share_is_the_best_that_keeps_what_is_required() throws IOException {
        String auto = "export.interpolate=auto";
        RunResult free = FineTune.run(next("free", auto));
        List<Double> kept = curve(free, "retain.old", "log_loss");
        List<Double> learnt = curve(free, "validation", "mse");
        int best = least(learnt, learnt.size());
        assertThat(chosen(free)).isEqualTo(best / 10.0);
        assertThat(best).isGreaterThan(3);
        assertThat(kept.get(3)).isLessThan(kept.get(best)); // what follows would say nothing otherwise
        double limit = kept.get(3) - untuned(free);

        String rule = "require={retain.old.log_loss: '<= base + " + limit + "'}";
        StopSignal signal = new StopSignal();
        RunEvents stops = new RunEvents() {
            @Override
            public void step(StepEvent step) {
                if (step.step() == 7) {
                    signal.request(StopSignal.Reason.INTERRUPT);
                }
            }
        };
        FineTune.run(next("held", auto, rule), RunOptions.DEFAULT, Peers.single(), stops, signal);
        RunResult held = FineTune.run(next("held", auto, rule));

        assertThat(curve(held, "retain.old", "log_loss").get(0)).isEqualTo(untuned(held));
        int expected = expected(
                curve(held, "validation", "mse"), curve(held, "retain.old", "log_loss"), limit + untuned(held));
        assertThat(chosen(held)).isEqualTo(expected / 10.0).isLessThan(1);
        assertThat(retained(held)).isLessThanOrEqualTo(untuned(held) + limit + 1e-12);
        assertThat(RunBits.of(FineTune.run(next("again", auto, rule)).directory()))
                .isEqualTo(RunBits.of(held.directory()));
        assertThat(Files.readString(held.directory().resolve("report.html")))
                .contains("Between the model as it came and the tuned one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "export.interpolate=2 | a number from 0 (the model as it came) to 1",
                "export.interpolate=half | auto, or a number from 0",
                "model.init=random | one end is the model as it came",
                "data.validation=none | the share is chosen by evaluate.metric",
                "method={name: lora} | which does not change what was pre-trained"
            })
    void what_does_not_fit_is_refused(String override, String said) {
        assertThatThrownBy(() -> RunPlan.look(next("refused", "export.interpolate=auto", override)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(said);
    }

    @Test
    void statistics_of_rows_have_no_value_in_between() throws IOException {
        Subject images = new Subject("cifar-resnet", "replay", "image-classification");

        assertThatThrownBy(() -> RunPlan.look(images.recipe(folder, "norms", "export.interpolate=0.5")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("statistics belong to the weights");
    }

    private static Recipe next(String name, String... overrides) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "method=full",
                "training.learning_rate=0.004",
                "evaluate={metric: mse, retain: {old: '" + folder.resolve("test-text-classification.csv") + "'}}"));
        all.addAll(List.of(overrides));
        return new Subject("bert", "lwf", "text-regression").recipe(folder, name, all.toArray(String[]::new));
    }

    private static Checkpoint weights(Path run) {
        return Safetensors.open(run.resolve("model").resolve("model.safetensors"));
    }

    private static JsonNode file(RunResult run) throws IOException {
        return MAPPER.readTree(Files.readString(run.directory().resolve("interpolation.json")));
    }

    private static double chosen(RunResult run) throws IOException {
        return file(run).path("chosen").asDouble();
    }

    private static List<Double> curve(RunResult run, String split, String metric) throws IOException {
        List<Double> curve = new ArrayList<>();
        file(run)
                .path("points")
                .forEach(point ->
                        curve.add(point.path("metrics").path(split).path(metric).asDouble()));
        assertThat(curve).hasSize(11);
        return curve;
    }

    /** The first of the smallest of so many. */
    private static int least(List<Double> values, int count) {
        int least = 0;
        for (int i = 1; i < count; i++) {
            least = values.get(i) < values.get(least) ? i : least;
        }
        return least;
    }

    private static int expected(List<Double> learnt, List<Double> kept, double most) {
        int found = -1;
        for (int i = 0; i < learnt.size(); i++) {
            boolean holds = kept.get(i) <= most + 1e-12;
            found = holds && (found < 0 || learnt.get(i) < learnt.get(found)) ? i : found;
        }
        return found;
    }

    private static double retained(RunResult run) {
        return Objects.requireNonNull(run.evaluation())
                .metric("retain.old", "log_loss")
                .map(Metric::value)
                .orElseThrow();
    }

    private static double untuned(RunResult run) {
        return Objects.requireNonNull(run.evaluation())
                .baseline("untuned", "retain.old", "log_loss")
                .map(Metric::value)
                .orElseThrow();
    }
}
