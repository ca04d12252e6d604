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
import java.util.TreeMap;
import java.util.stream.Stream;
import org.attune.config.Recipe;
import org.attune.distributed.Peers;
import org.attune.problem.InputException;
import org.attune.problem.WorkException;
import org.attune.run.RunEvents;
import org.attune.run.RunState;
import org.attune.run.StepEvent;
import org.attune.run.StopSignal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The laws of the flow, on whole runs of tiny models with dropout on. */
@Tag("engine")
class FineTuneTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @TempDir
    Path folder;

    static Stream<String> architectures() {
        assertThat(TinyModel.ARCHITECTURES).hasSize(6);
        return TinyModel.ARCHITECTURES.stream();
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void law_1_how_a_step_is_accumulated_changes_nothing(String architecture) throws IOException {
        List<Double> whole = losses(run(architecture, "whole", "training.micro_batch_size=16"));
        List<Double> quarters = losses(run(architecture, "quarters", "training.micro_batch_size=4"));
        List<Double> single = losses(run(architecture, "single", "training.micro_batch_size=1"));

        assertThat(whole).hasSizeGreaterThan(10);
        for (int step = 0; step < whole.size(); step++) {
            assertThat(quarters.get(step)).isCloseTo(whole.get(step), within(2e-5));
            assertThat(single.get(step)).isCloseTo(whole.get(step), within(2e-5));
        }
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void law_2_a_resumed_run_ends_with_the_same_bits(String architecture) throws IOException {
        RunResult straight = run(architecture, "straight");
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
                recipe(architecture, "resumed"), RunOptions.DEFAULT, Peers.single(), stopsAtStepSeven, signal);
        assertThat(stopped.state()).isEqualTo(RunState.INTERRUPTED);
        RunResult resumed = run(architecture, "resumed");

        assertThat(resumed.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(bits(resumed.directory())).isEqualTo(bits(straight.directory()));
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void law_8_the_same_seed_is_the_same_run_and_another_seed_is_another(String architecture) throws IOException {
        Map<String, String> first = bits(run(architecture, "first").directory());
        Map<String, String> again = bits(run(architecture, "again").directory());
        Map<String, String> other = bits(run(architecture, "other", "seed=14").directory());

        assertThat(again).isEqualTo(first);
        assertThat(other.get("metrics.jsonl")).isNotEqualTo(first.get("metrics.jsonl"));
    }

    @Test
    void the_model_learns_what_can_be_learnt_and_says_so() throws IOException {
        RunResult result = run("bert", "learns", "training.epochs=12", "training.learning_rate=0.005");

        assertThat(result.evaluation()).isNotNull();
        double accuracy =
                result.evaluation().metric("test", "accuracy").orElseThrow().value();
        double majority = result.evaluation()
                .baseline("majority", "test", "accuracy")
                .orElseThrow()
                .value();
        assertThat(accuracy).isGreaterThan(majority + 0.2);
        assertThat(result.directory().resolve("report.html")).exists();
        assertThat(result.model().resolve("model.safetensors")).exists();
    }

    @Test
    void what_is_wrong_is_found_all_at_once_and_nothing_is_written() throws IOException {
        Recipe wrong = recipe(
                "bert",
                "wrong",
                "training.processes=2",
                "data.test=" + folder.resolve("tset.csv"),
                "device=cuda",
                "method=lora");

        assertThatThrownBy(() -> FineTune.run(wrong))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("training.processes")
                .hasMessageContaining("tset.csv")
                .hasMessageContaining("device: cuda")
                .hasMessageContaining("method.name: lora");
        assertThat(folder.resolve("bert-wrong")).doesNotExist();
    }

    @Test
    void a_loss_that_is_no_number_stops_the_run_with_its_rows() throws IOException {
        Recipe hopeless = recipe("bert", "hopeless", "training.class_weights={damage: 1e300}");

        assertThatThrownBy(() -> FineTune.run(hopeless))
                .isInstanceOf(WorkException.class)
                .hasMessageContaining("not a number")
                .hasMessageContaining("train.csv:");
        assertThat(Files.readString(
                        folder.resolve("bert-hopeless").resolve("run").resolve("state.json")))
                .contains("failed");
    }

    @Test
    void a_finished_run_is_not_repeated() throws IOException {
        RunResult first = run("bert", "once");
        Map<String, String> before = bits(first.directory());
        RunResult second = run("bert", "once");

        assertThat(second.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(bits(second.directory())).isEqualTo(before);
    }

    private RunResult run(String architecture, String name, String... overrides) throws IOException {
        return FineTune.run(recipe(architecture, name, overrides));
    }

    private Recipe recipe(String architecture, String name, String... overrides) throws IOException {
        Path model = TinyModel.write(folder.resolve(architecture), architecture);
        Path train = TinyModel.rows(folder.resolve("train.csv"), 96, 1);
        Path test = TinyModel.rows(folder.resolve("test.csv"), 60, 2);
        String text = """
                model: {base: '%s', init: random}
                task: text-classification
                data: {train: '%s', test: '%s'}
                training: {epochs: 2, batch_size: 16, learning_rate: 0.002, precision: fp32, threads: 1}
                checkpoint: {every: 3}
                output: '%s'
                """.formatted(
                model, train, test, folder.resolve(architecture + "-" + name).resolve("run"));
        return Recipe.fromYaml(text).with(List.of(overrides));
    }

    private static List<Double> losses(RunResult result) throws IOException {
        List<Double> losses = new ArrayList<>();
        for (String line : Files.readAllLines(result.directory().resolve("metrics.jsonl"))) {
            var node = MAPPER.readTree(line);
            if (node.path("kind").asString("").equals("step")) {
                losses.add(node.path("loss").asDouble());
            }
        }
        return losses;
    }

    /** What the contract promises to be the same: files by name, metrics without times, rates and memory. */
    static Map<String, String> bits(Path run) throws IOException {
        Map<String, String> bits = new TreeMap<>();
        try (Stream<Path> files = Files.walk(run.resolve("model"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bits.put(run.relativize(file).toString(), hash(Files.readAllBytes(file)));
            }
        }
        bits.put("evaluation.json", Files.readString(run.resolve("evaluation.json")));
        bits.put("predictions.jsonl", Files.readString(run.resolve("predictions.jsonl")));
        StringBuilder metrics = new StringBuilder();
        for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
            ObjectNode node = (ObjectNode) MAPPER.readTree(line);
            node.remove(List.of("rows_per_second", "model_flops_per_second", "resident_bytes"));
            metrics.append(node).append('\n');
        }
        bits.put("metrics.jsonl", metrics.toString());
        return bits;
    }

    private static String hash(byte[] bytes) {
        return bytes.length + ":" + java.util.Arrays.hashCode(bytes);
    }
}
