// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.attune.app.terminal.JsonText;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The commands around one tiny run. */
@Tag("engine")
class TrainedModelTest {

    @TempDir
    static Path folder;

    private static Path run;
    private static Path test;
    private static Cli trained;

    @BeforeAll
    static void train() {
        run = folder.resolve("runs").resolve("tiny");
        Path train = TinyData.classes(folder.resolve("train.csv"), 96);
        test = TinyData.classes(folder.resolve("test.csv"), 44);
        trained = Cli.run(
                "train",
                "--model",
                TinyModel.in(folder.resolve("base")).toString(),
                "--data",
                train.toString(),
                "--test",
                test.toString(),
                "--text",
                "text",
                "--label",
                "label",
                "--output",
                run.toString(),
                "training.epochs=4",
                "training.learning_rate=1e-2",
                "training.threads=1");
    }

    @Test
    void training_prints_the_metrics_and_the_model_and_tells_the_rest_on_standard_error() {
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.out())
                .contains("test, 44 rows", "95 % interval", "majority", "frozen head", "accuracy")
                .contains("model   " + run.resolve("model"))
                .doesNotContain("step ");
        assertThat(trained.err()).contains("look", "learn", "succeeded", "seed: 13  # default");
        assertThat(trained.err()).doesNotContain("\u001b");
    }

    @Test
    void the_log_lies_in_the_run_directory() throws IOException {
        assertThat(run.resolve("log.txt")).exists();
        assertThat(Files.readString(run.resolve("log.txt"))).doesNotContain("Exception");
    }

    @Test
    void a_second_time_the_result_is_printed_and_nothing_changes() {
        Cli again = Cli.run(
                "train",
                "--model",
                folder.resolve("base").toString(),
                "--data",
                folder.resolve("train.csv").toString(),
                "--test",
                test.toString(),
                "--text",
                "text",
                "--label",
                "label",
                "--output",
                run.toString(),
                "training.epochs=4",
                "training.learning_rate=1e-2",
                "training.threads=1",
                "--quiet");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.out()).isEqualTo(trained.out());
        assertThat(again.err()).isEmpty();
    }

    @Test
    void another_recipe_in_the_same_folder_is_refused_with_the_keys_that_differ() {
        Cli other = Cli.run(
                "train",
                "--model",
                folder.resolve("base").toString(),
                "--data",
                folder.resolve("train.csv").toString(),
                "--output",
                run.toString(),
                "training.epochs=9");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("[run.other]", "training.epochs");
    }

    @Test
    void a_dry_run_changes_nothing_and_says_what_it_found() {
        Path output = folder.resolve("runs").resolve("dry");
        Cli dry = Cli.run(
                "train",
                "--model",
                folder.resolve("base").toString(),
                "--data",
                folder.resolve("train.csv").toString(),
                "--output",
                output.toString(),
                "--dry-run",
                "--json");
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(dry.json().path("state").stringValue()).isEqualTo("pending");
        assertThat(dry.json().path("notices").size()).isPositive();
        assertThat(output).doesNotExist();
    }

    @Test
    void evaluating_on_the_test_data_gives_the_value_of_the_run() {
        Cli evaluated = Cli.run("evaluate", run.toString(), "--data", test.toString(), "--json");
        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        JsonNode accuracy =
                evaluated.json().path("splits").path("data").path("metrics").path("accuracy");
        Cli shown = Cli.run("runs", "show", run.toString(), "--json");
        JsonNode ofRun = shown.json()
                .path("evaluation")
                .path("splits")
                .path("test")
                .path("metrics")
                .path("accuracy");
        assertThat(accuracy.path("value").doubleValue())
                .isEqualTo(ofRun.path("value").doubleValue());
        assertThat(accuracy.path("ci95").size()).isEqualTo(2);
    }

    @Test
    void evaluate_writes_a_table_and_a_file() {
        Path file = folder.resolve("new").resolve("evaluation.json");
        Cli evaluated = Cli.run("evaluate", run.toString(), "--data", test.toString(), "--output", file.toString());
        assertThat(evaluated.out()).contains("data, 44 rows", "f1_macro");
        assertThat(file).content().contains("\"splits\"");
    }

    /** The same rows are no domain of their own. */
    @Test
    void evaluate_says_how_far_another_domain_is() {
        Cli evaluated =
                Cli.run("evaluate", run.toString(), "--data", test.toString(), "--beside", test.toString(), "--json");
        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        JsonNode metrics = evaluated.json().path("splits").path("data").path("metrics");
        assertThat(metrics.path("accuracy").path("value").isNumber()).isTrue();
        assertThat(metrics.path("proxy_a_distance").path("value").doubleValue()).isBetween(-2.0, 1.0);
    }

    @Test
    void texts_are_answered_in_their_order_as_json_lines() {
        Cli predicted = Cli.run("predict", run.toString(), TinyData.text(0), TinyData.text(1));
        assertThat(predicted.code()).as(predicted.err()).isZero();
        List<JsonNode> lines = predicted.out().lines().map(JsonText::read).toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).path("input").path("text").stringValue()).isEqualTo(TinyData.text(0));
        assertThat(lines.get(1).path("input").path("text").stringValue()).isEqualTo(TinyData.text(1));
        assertThat(lines.get(0).path("probabilities").propertyNames())
                .containsExactlyInAnyOrderElementsOf(TinyData.TOPICS);
        assertThat(lines.get(0).path("file").isNull()).isTrue();
        assertThat(TinyData.TOPICS).contains(lines.get(0).path("prediction").stringValue());
    }

    @Test
    void lines_of_standard_input_and_rows_of_a_file_are_answered_alike() throws IOException {
        Path texts = Files.writeString(
                folder.resolve("texts.csv"), "text\n" + TinyData.text(2) + "\n" + TinyData.text(3) + "\n");
        String input = TinyData.text(2) + "\n" + TinyData.text(3) + "\n";
        List<JsonNode> piped = Cli.runWith(input, "predict", run.toString(), "-")
                .out()
                .lines()
                .map(JsonText::read)
                .toList();
        List<JsonNode> read = Cli.run("predict", run.toString(), "--data", texts.toString())
                .out()
                .lines()
                .map(JsonText::read)
                .toList();
        assertThat(piped).hasSize(2);
        for (int i = 0; i < 2; i++) {
            assertThat(piped.get(i).path("prediction")).isEqualTo(read.get(i).path("prediction"));
            assertThat(piped.get(i).path("probabilities")).isEqualTo(read.get(i).path("probabilities"));
            assertThat(read.get(i).path("line").longValue()).isEqualTo(i + 2L);
        }
    }

    @Test
    void csv_has_a_heading_and_the_most_probable_labels() {
        Cli predicted = Cli.run("predict", run.toString(), TinyData.text(0), "--format", "csv", "--top-k", "2");
        List<String> lines = predicted.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo("text,prediction,probability,label_1,probability_1,label_2,probability_2");
        assertThat(lines.get(1))
                .startsWith(TinyData.text(0) + ",")
                .matches(".*(,[a-z]+,[-0-9.E]+)(\\1,[a-z]+,[-0-9.E]+)");
    }

    @Test
    void json_is_one_document_also_in_a_file() throws IOException {
        Path file = folder.resolve("predictions.json");
        Cli predicted = Cli.run(
                "predict", run.toString(), TinyData.text(0), TinyData.text(1), "--json", "--out", file.toString());
        assertThat(predicted.out()).isEmpty();
        assertThat(JsonText.read(Files.readString(file)).size()).isEqualTo(2);
    }

    @Test
    void a_file_without_the_models_column_is_a_problem_until_the_column_is_named() throws IOException {
        Path file = Files.writeString(folder.resolve("other.csv"), "message,number\n" + TinyData.text(0) + ",1\n");
        Cli wrong = Cli.run("predict", run.toString(), "--data", file.toString());
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err())
                .contains(
                        "--text: no column \"text\"",
                        "message, number",
                        "perhaps \"message\"",
                        "[data.unknown-column]");
        Cli named = Cli.run("predict", run.toString(), "--data", file.toString(), "--text", "message");
        assertThat(named.code()).as(named.err()).isZero();
    }

    @Test
    void the_run_and_its_model_are_listed_and_shown() {
        String runs = folder.resolve("runs").toString();
        assertThat(Cli.run("runs", "list", runs).out()).contains(run.toString(), "succeeded", "accuracy 0.");
        assertThat(Cli.run("runs", "list", runs, "--json")
                        .json()
                        .path(0)
                        .path("state")
                        .stringValue())
                .isEqualTo("succeeded");
        assertThat(Cli.run("runs", "show", run.toString()).out()).contains("state        succeeded", "test, 44 rows");
        assertThat(Cli.run("models", "list", runs).out()).contains("builtin:minilm", run.toString());
        Cli model = Cli.run("models", "show", run.toString());
        assertThat(model.out()).contains("architecture   bert", "parcel", "sha256", "dtype          f32");
        assertThat(Cli.run("models", "show", run.toString(), "--json")
                        .json()
                        .path("labels")
                        .size())
                .isEqualTo(4);
    }

    @Test
    void a_run_compared_with_itself_does_not_differ() {
        Cli compared = Cli.run("runs", "compare", run.toString(), run.toString());
        assertThat(compared.code()).as(compared.err()).isZero();
        assertThat(compared.out()).contains("The recipes do not differ");
        assertThat(Cli.run("runs", "compare", run.toString(), run.toString(), "--json")
                        .json()
                        .path("paired")
                        .isObject())
                .isTrue();
    }
}
