// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code data.prepare} does what the commands do. */
@Tag("engine")
@Tag("flow")
class PrepareTest {

    @TempDir
    Path folder;

    private String raw = "";
    private String model = "";

    @BeforeEach
    void files() throws IOException {
        List<String> lines = new ArrayList<>(List.of("text,label"));
        for (int i = 0; i < 90; i++) {
            String text = TinyData.topic(i) + " " + TinyData.text(4 * i + i % 4);
            lines.add((i % 9 == 0 ? "  " + text : text) + "," + (i == 7 ? "refund" : TinyData.topic(i)));
        }
        lines.add(lines.get(3));
        raw = Files.write(folder.resolve("raw.csv"), lines).toString();
        model = TinyModel.in(folder.resolve("base")).toString();
    }

    @Test
    void a_recipe_with_steps_is_the_commands_by_hand_and_then_the_run() throws IOException {
        Path runs = folder.resolve("runs");
        String cleaned = command("clean", raw, "--whitespace", "collapse") + "/data.csv";
        Path steps = Files.writeString(folder.resolve("prepare.yaml"), recipe("""
                    - clean: {whitespace: collapse}
                    - split: {parts: {train: 0.7, validation: 0.15, test: 0.15}, near_duplicates: 0.9, seed: 3}
                    - augment: {model: %s, factor: 1.5, operations: [keyboard, swap, neighbours], rate: 0.4, confidence: 0.7, class: {kettle: 30}}
                """.formatted(model)));
        String parts = command(
                "split",
                cleaned,
                "--parts",
                "train=0.7,validation=0.15,test=0.15",
                "--near-duplicates",
                "0.9",
                "--seed",
                "3");
        String more = command(
                "augment",
                parts + "/train.csv",
                "--model",
                model,
                "--factor",
                "1.5",
                "--operations",
                "keyboard,swap,neighbours",
                "--rate",
                "0.4",
                "--confidence",
                "0.7",
                "--class",
                "kettle=30");

        Cli prepared = Cli.run("train", steps.toString(), "output=" + runs.resolve("prepared"), "--json");
        assertThat(prepared.json().path("state").asString(""))
                .as(prepared.err())
                .isEqualTo("succeeded");
        Cli byHand = Cli.run(
                "train",
                steps.toString(),
                "output=" + runs.resolve("by-hand"),
                "data.prepare=[]",
                "data.train=" + more + "/data.csv",
                "data.validation=" + parts + "/validation.csv",
                "data.test=" + parts + "/test.csv",
                "--json");
        assertThat(byHand.json().path("state").asString("")).as(byHand.err()).isEqualTo("succeeded");
        assertThat(runs.resolve("prepared/model/model.safetensors"))
                .hasSameBinaryContentAs(runs.resolve("by-hand/model/model.safetensors"));
        assertThat(runs.resolve("prepared/evaluation.json"))
                .hasSameTextualContentAs(runs.resolve("by-hand/evaluation.json"));

        JsonNode data = JsonMapper.shared()
                .readTree(Files.readString(runs.resolve("prepared/manifest.json")))
                .path("data");
        assertThat(data.path("lineage")
                        .valueStream()
                        .map(entry -> entry.path("made_by").asString("")))
                .containsSubsequence("attune data augment", "attune data split", "attune data clean");
        assertThat(data.path("lineage")
                        .valueStream()
                        .map(entry -> entry.path("unchanged").asBoolean(false)))
                .containsOnly(true);
        assertThat(data.path("lineage").toString()).contains("raw.csv");
    }

    @Test
    void a_step_is_done_once_and_again_where_its_data_or_parameters_change() throws IOException {
        Path runs = folder.resolve("runs");
        Path steps = Files.writeString(
                folder.resolve("prepare.yaml"), recipe("    - clean\n    - augment: {factor: 1.5}\n"));
        assertThat(dry(steps).code()).isZero();
        List<Path> made = folders(runs);
        assertThat(made).hasSize(2);
        assertThat(dry(steps).code()).isZero();
        assertThat(folders(runs)).isEqualTo(made);
        assertThat(dry(steps, "data.prepare=[clean, {augment: {factor: 2}}]").code())
                .isZero();
        assertThat(folders(runs)).hasSize(3).containsAll(made);
        Files.writeString(Path.of(raw), Files.readString(Path.of(raw)) + "one more row,kettle\n");
        assertThat(dry(steps).code()).isZero();
        assertThat(folders(runs)).hasSize(5).containsAll(made);

        for (Path one : made) {
            Files.writeString(one.resolve("data.csv"), Files.readString(one.resolve("data.csv")) + "mine,kettle,,\n");
        }
        Files.writeString(Path.of(raw), Files.readString(Path.of(raw)).replace("one more row,kettle\n", ""));
        Cli changed = dry(steps);
        assertThat(changed.code()).isEqualTo(2);
        assertThat(changed.err()).contains("[data.prepared-changed]", "remove the folder");
    }

    @Test
    void decisions_about_labels_are_a_step_and_its_problems_speak_of_the_recipe() throws IOException {
        Path decisions = Files.writeString(
                folder.resolve("decisions.jsonl"),
                "{\"file\":\"" + raw + "\",\"line\":9,\"decision\":\"relabel\",\"to\":\"kettle\"}\n");
        Path steps =
                Files.writeString(folder.resolve("prepare.yaml"), recipe("    - labels: {apply: " + decisions + "}\n"));
        assertThat(dry(steps).code()).isZero();
        Path made = folders(folder.resolve("runs")).get(0);
        assertThat(Files.readAllLines(made.resolve("data.csv")).get(8)).endsWith(",kettle");
        Files.writeString(decisions, "{\"file\":\"" + raw + "\",\"line\":900,\"decision\":\"drop\"}\n");
        Cli wrong = dry(steps);
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("no row of the data begins at");
    }

    @Test
    void everything_that_is_wrong_with_the_steps_is_said_at_once_and_in_the_words_of_a_recipe() throws IOException {
        Path steps = Files.writeString(folder.resolve("prepare.yaml"), recipe("""
                    - clean: {near_duplicates: 7, whitspace: trim}
                    - scrub
                    - labels
                    - split: {parts: {train: 0.5, holdout: 0.5}}
                    - split: {parts: {train: 0.5, test: 0.5}}
                    - split: {parts: {train: 0.5, test: 0.5}}
                    - augment: {operations: neighbours, rows: 5}
                """));
        Cli wrong = dry(steps);
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err())
                .contains(
                        "data.prepare[0].clean.near_duplicates",
                        "\"whitspace\"",
                        "whitespace",
                        "no step \"scrub\"",
                        "data.prepare[2].labels.apply",
                        "data.prepare[3].split.parts",
                        "data.prepare[5].split.parts",
                        "neighbours without a model")
                .doesNotContain("--near", "--parts");
        assertThat(folder.resolve("runs")).doesNotExist();
        Cli label = dry(steps, "data.prepare=[{split: {stratify: true}}]", "data.columns.label=lable");
        assertThat(label.code()).isEqualTo(2);
        assertThat(label.err()).contains("data.columns.label").doesNotContain("--label");
    }

    @ParameterizedTest
    @CsvSource({"clean, none", "split, folds", "augment, none"})
    void every_option_of_a_command_is_a_parameter_of_its_step(String command, String left) throws IOException {
        Set<String> others = Set.of("out", "json", "quiet", "verbose", "help", left);
        Set<String> columns =
                Set.of("text", "text-pair", "label", "tokens", "tags", "image", "messages", "prompt", "completion");
        List<String> keys = new ArrayList<>();
        try (RunLog log = RunLog.start()) {
            CommandLine line = Attune.commandLine(
                    new Session(Cli.console("", new ByteArrayOutputStream(), new ByteArrayOutputStream(), false), log));
            subcommand(subcommand(line, "data"), command).getCommandSpec().options().stream()
                    .map(option -> option.longestName().replaceFirst("^--", ""))
                    .filter(name -> !others.contains(name) && !columns.contains(name))
                    .forEach(name -> keys.add(name.replace('-', '_')));
        }
        assertThat(keys).hasSizeGreaterThan(6);
        Path steps = Files.writeString(
                folder.resolve("prepare.yaml"),
                recipe("    - " + command + ": {"
                        + String.join(": {{}}, ", keys).replace("{{}}", "{a: {}}") + ": {a: {}}}\n"));
        Cli wrong = dry(steps);
        assertThat(wrong.err()).contains("recipe.type").doesNotContain("recipe.unknown-key");
        keys.forEach(key -> assertThat(wrong.err()).contains("." + key));
    }

    private static CommandLine subcommand(CommandLine line, String name) {
        return Objects.requireNonNull(line.getSubcommands().get(name));
    }

    private Cli dry(Path recipe, String... overrides) {
        List<String> command = new ArrayList<>(List.of("train", recipe.toString(), "--dry-run"));
        command.addAll(List.of(overrides));
        return Cli.run(command.toArray(String[]::new));
    }

    private static List<Path> folders(Path runs) throws IOException {
        try (Stream<Path> made = Files.list(runs.resolve(".prepared"))) {
            return made.sorted().toList();
        }
    }

    /** The folder that a command has written. */
    private String command(String name, String file, String... options) {
        String out = folder.resolve("hand-" + name).toString();
        List<String> command = new ArrayList<>(List.of("data", name, file, "--out", out, "--quiet"));
        command.addAll(List.of(options));
        Cli run = Cli.run(command.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return out;
    }

    private String recipe(String steps) {
        return "model: " + model + "\ndata:\n  train: " + raw + "\n  prepare:\n" + steps
                + "training: {epochs: 2, batch_size: 16, threads: 1, learning_rate: 1e-2}\noutput: "
                + folder.resolve("runs/run") + "\n";
    }
}
