// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no model. */
class MainTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quickstart",
                "train",
                "evaluate",
                "predict",
                "generate",
                "chat",
                "runs",
                "runs list",
                "runs show",
                "runs compare",
                "models",
                "models list",
                "models show",
                "data",
                "data inspect",
                "data clean",
                "data labels",
                "data split",
                "data diff",
                "data preview",
                "recipe",
                "recipe check",
                "recipe convert",
                "serve",
                "serve keys",
                "serve keys create",
                "serve keys list",
                "serve keys revoke",
                "doctor",
                "package"
            })
    void every_command_has_help_with_an_example(String command) {
        Cli help = Cli.run((command + " --help").split(" "));
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("Usage: attune " + command.split(" ")[0], "Example", "  attune " + command);
        assertThat(help.err()).isEmpty();
    }

    @Test
    void the_help_lists_the_commands() {
        assertThat(Cli.run("--help").out())
                .contains(
                        "quickstart",
                        "train",
                        "benchmark",
                        "search",
                        "auto",
                        "evaluate",
                        "predict",
                        "generate",
                        "chat",
                        "runs",
                        "models",
                        "recipe",
                        "serve",
                        "doctor",
                        "package");
        assertThat(Cli.run().out()).isEqualTo(Cli.run("--help").out());
    }

    @Test
    void the_version_is_printed() {
        assertThat(Cli.run("--version").out()).matches("attune \\S+\\R");
    }

    @ParameterizedTest
    @CsvSource({
        "trian recipe.yaml, did you mean train?, cli.unknown-command",
        "runs lst, did you mean list?, cli.unknown-command",
        "train --modle x, did you mean --model?, cli.unknown-option",
        "evaluate runs/x --dat x.csv, did you mean --data?, cli.unknown-option",
        "generate runs/x --stop, see: attune generate --help, cli.usage",
        "generate runs/x text --data x.jsonl, give the one or the other, cli.usage",
        "generate runs/x text --top-p 2, change the value of top_p, recipe.range",
        "chat runs/x --sytem x, did you mean --system?, cli.unknown-option",
        "serve --no-auth --store target/none/x.db, name some: attune serve runs/intents, serve.no-model",
        "serve keys list --store target/none.db, 'name it by --store FILE, or make', serve.store",
        "serve keys create --scope all --store target/none.db, 'name some of them: --scope infer,tune', serve.scope",
        "models import x, 'the nearest is: attune models show', cli.unavailable",
        "auto data.csv, see: attune auto --help, cli.usage",
        "evaluate runs/x, see: attune evaluate --help, cli.usage",
        "runs, see: attune runs --help, cli.usage",
        "train, 'attune train recipe.yaml, or attune train --model builtin:minilm --data FILE', cli.no-recipe",
        "predict runs/x --format xml text, see: attune predict --help, cli.usage",
        "predict runs/x text --top-k 0, leave it out for all labels, cli.usage",
        "predict runs/x text --data x.csv, give the one or the other, cli.usage",
        "train recipe.yaml another.yaml, 'name one recipe, then, for example, training.epochs=4', cli.argument",
        "train recipe.yaml --model builtin:minilm, 'change values of the recipe by key=value, for example "
                + "model=builtin:minilm', cli.two-recipes"
    })
    void a_wrong_command_says_what_to_do(String command, String advice, String code) {
        Cli wrong = Cli.run(command.split(" "));
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("    do:   " + advice, "[" + code + "]")
                .doesNotContain("\tat ");
        assertThat(wrong.out()).isEmpty();
    }

    @Test
    void all_problems_of_a_recipe_are_listed_with_their_lines() throws IOException {
        Path recipe = Files.writeString(
                folder.resolve("wrong.yaml"),
                "modell: builtin:minilm\ntask: text-clasification\ndata: {train: a.csv}\n");
        for (String[] command : new String[][] {{"recipe", "check"}, {"train"}}) {
            String[] arguments = java.util.Arrays.copyOf(command, command.length + 1);
            arguments[command.length] = recipe.toString();
            Cli wrong = Cli.run(arguments);
            assertThat(wrong.code()).isEqualTo(2);
            assertThat(wrong.err())
                    .contains(
                            "wrong.yaml:1",
                            "did you mean \"model\"?",
                            "wrong.yaml:2",
                            "did you mean \"text-classification\"?")
                    .containsPattern("\\d problems");
        }
    }

    @Test
    void with_json_problems_are_the_one_document() {
        Cli wrong = Cli.run("recipe", "check", folder.resolve("absent.yaml").toString(), "--json");
        assertThat(wrong.json().path("exit_code").intValue()).isEqualTo(2);
        assertThat(wrong.json().path("problems").path(0).path("code").stringValue())
                .isEqualTo("recipe.missing-file");
        assertThat(wrong.err()).contains("there is no such file");
        assertThat(Cli.run("trian", "--json").json().path("problems").size()).isEqualTo(1);
    }

    @Test
    void a_sound_recipe_is_printed_with_every_default_and_its_source() throws IOException {
        Path recipe = Files.writeString(folder.resolve("sound.yaml"), "model: builtin:minilm\ndata: {train: a.csv}\n");
        Cli checked = Cli.run("recipe", "check", recipe.toString(), "training.epochs=7");
        assertThat(checked.code()).isZero();
        assertThat(checked.out()).contains("epochs: 7  # override", "batch_size: 32  # default");
        Cli json = Cli.run("recipe", "check", recipe.toString(), "--json");
        assertThat(json.json()
                        .path("recipe")
                        .path("training.epochs")
                        .path("value")
                        .stringValue())
                .isEqualTo("3");
        assertThat(json.json().path("recipe").path("seed").path("source").stringValue())
                .isEqualTo("default");
    }

    @Test
    void a_run_without_a_recipe_is_the_recipe_that_its_options_say() {
        Cli wrong = Cli.run("train", "--model", "builtin:minilm", "--data", "absent.csv", "--task", "text-clas");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("option --task", "\"text-clas\"", "text-classification, text-regression");
    }

    @Test
    void an_empty_folder_has_no_runs_and_only_the_built_in_model() {
        Cli runs = Cli.run("runs", "list", folder.toString());
        assertThat(runs.code()).isZero();
        assertThat(runs.out()).isEmpty();
        assertThat(runs.err()).contains("no runs in");
        assertThat(Cli.run("runs", "list", folder.toString(), "--json").json().size())
                .isZero();
        assertThat(Cli.run("models", "list", folder.toString(), "--json").json().size())
                .isEqualTo(1);
    }

    @Test
    void models_in_the_cache_of_the_hub_are_listed_by_the_names_that_recipes_use() throws IOException {
        Path snapshot = folder.resolve("models--org--a-b").resolve("snapshots").resolve("0123");
        Files.createDirectories(snapshot);
        Files.createDirectories(folder.resolve("models--org--half").resolve("snapshots"));
        Files.writeString(snapshot.resolve("config.json"), "{}");
        assertThat(ModelEntry.list(folder.resolve("runs"), folder))
                .extracting(ModelEntry::model)
                .containsExactly("builtin:minilm", "hf:org/a-b");
    }

    @Test
    void folders_that_are_no_runs_are_problems_all_at_once() {
        Cli wrong = Cli.run(
                "runs", "compare", folder.toString(), folder.resolve("absent").toString());
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("it has no state.json", "there is no such folder", "2 problems");
        assertThat(Cli.run("runs", "show", folder.toString()).err()).contains("[runs.no-run]");
    }

    @Test
    void what_nobody_foresaw_is_one_problem_and_its_trace_lies_in_a_log() throws IOException {
        try (RunLog log = RunLog.start()) {
            log.moveTo(folder.resolve("log.txt"));
            String text = Unexpected.problem(new IllegalStateException("odd\nlines"), log)
                    .text();
            assertThat(text)
                    .contains("\"IllegalStateException: odd\"", "log.txt", "[app.unexpected]")
                    .doesNotContain("lines");
        }
        assertThat(Files.readString(folder.resolve("log.txt")))
                .contains("java.lang.IllegalStateException: odd", "\tat ");
    }

    @Test
    @org.junit.jupiter.api.Tag("engine")
    void the_doctor_says_what_the_machine_offers() {
        Cli doctor = Cli.run("doctor");
        assertThat(doctor.code()).isZero();
        assertThat(doctor.out()).contains("libtorch", "precision", "threads", "disk free");
        assertThat(Cli.run("doctor", "--json").json().path("precision").stringValue())
                .isIn("bf16", "fp32");
    }
}
