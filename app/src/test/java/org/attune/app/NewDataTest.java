// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A trained model on files that are not named as its training data were, and a run against its criterion. */
@Tag("engine")
class NewDataTest {

    @TempDir
    static Path folder;

    private static Path run;
    private static Path test;

    @BeforeAll
    static void train() {
        run = folder.resolve("runs").resolve("tiny");
        Path train = TinyData.classes(folder.resolve("train.csv"), 96);
        test = TinyData.classes(folder.resolve("test.csv"), 44);
        Cli trained = Cli.run(
                "train",
                "--model",
                TinyModel.in(folder.resolve("base")).toString(),
                "--data",
                train.toString(),
                "--output",
                run.toString(),
                "training.max_steps=2",
                "training.threads=1");
        assertThat(trained.code()).as(trained.err()).isZero();
    }

    @Test
    void a_finished_run_that_misses_its_criterion_ends_with_1_each_time_and_is_not_trained_again() throws IOException {
        Path output = folder.resolve("runs").resolve("strict");
        String[] command = {
            "train",
            "--model",
            folder.resolve("base").toString(),
            "--data",
            folder.resolve("train.csv").toString(),
            "--test",
            test.toString(),
            "--output",
            output.toString(),
            "--quiet",
            "training.max_steps=1",
            "training.threads=1",
            "require={test.accuracy: '>= 0.999'}"
        };
        Cli first = Cli.run(command);
        String metrics = Files.readString(output.resolve("metrics.jsonl"));
        Cli again = Cli.run(command);

        assertThat(first.code()).as(first.err()).isEqualTo(1);
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.out()).isEqualTo(first.out()).contains("FAIL");
        assertThat(output.resolve("metrics.jsonl")).hasContent(metrics);
        assertThat(output.resolve("state.json")).content().contains("succeeded");
    }

    @Test
    void a_labelled_file_with_other_columns_is_measured_as_the_test_data_are() throws IOException {
        String expected = Cli.run("evaluate", run.toString(), "--data", test.toString(), "--json")
                .out();
        String rows = Files.readString(test).replace("text,label\n", "");
        Path named = Files.writeString(folder.resolve("named.csv"), "message,topic\n" + rows);
        Path positions = Files.writeString(folder.resolve("positions.csv"), rows);

        Cli wrong = Cli.run("evaluate", run.toString(), "--data", named.toString());
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("--text: no column \"text\"", "--label: no column \"label\"");
        assertThat(Cli.run(
                                "evaluate",
                                run.toString(),
                                "--data",
                                named.toString(),
                                "--text",
                                "message",
                                "--label",
                                "topic",
                                "--json")
                        .out())
                .isEqualTo(expected);
        assertThat(Cli.run(
                                "evaluate",
                                run.toString(),
                                "--data",
                                positions.toString(),
                                "--text",
                                "0",
                                "--label",
                                "1",
                                "--json")
                        .out())
                .isEqualTo(expected);
    }

    @Test
    void a_header_that_only_the_models_columns_give_away_is_no_row() throws IOException {
        Path model = folder.resolve("renamed");
        Files.createDirectories(model);
        try (Stream<Path> files = Files.list(run.resolve("model"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, model.resolve(file.getFileName()));
            }
        }
        Path settings = model.resolve("attune.json");
        Files.writeString(
                settings,
                Files.readString(settings)
                        .replace(": \"text\"", ": \"what was said\"")
                        .replace(": \"label\"", ": \"kind of thing\""));
        String rows = Files.readString(test).replace("text,label\n", "");
        Path file = Files.writeString(folder.resolve("words.csv"), "what was said,kind of thing\n" + rows);

        Cli evaluated = Cli.run("evaluate", model.toString(), "--data", file.toString(), "--json");
        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        assertThat(evaluated.json().path("splits").path("data").path("n").intValue())
                .isEqualTo(44);
    }

    @Test
    void with_the_column_of_the_labels_predictions_stand_beside_them() throws IOException {
        Path file = Files.writeString(
                folder.resolve("labelled.csv"), "text,topic\n" + TinyData.text(0) + "," + TinyData.topic(0) + "\n");
        JsonNode with = Cli.run("predict", run.toString(), "--data", file.toString(), "--label", "topic")
                .json();
        assertThat(with.path("label").stringValue()).isEqualTo(TinyData.topic(0));
        JsonNode without =
                Cli.run("predict", run.toString(), "--data", file.toString()).json();
        assertThat(without.path("label").isNull()).isTrue();
        assertThat(without.path("prediction")).isEqualTo(with.path("prediction"));
    }

    @Test
    void a_column_for_what_the_model_does_not_know_is_refused() {
        Cli wrong = Cli.run("evaluate", run.toString(), "--data", test.toString(), "--tags", "label");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("--tags: the model was tuned without such a column", "text, label");
    }
}
