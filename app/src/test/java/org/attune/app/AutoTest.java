// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.attune.app.terminal.JsonText;
import org.attune.config.Recipe;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** From labelled texts to a model, on something tiny. */
@Tag("engine")
@Tag("flow")
class AutoTest {

    @TempDir
    static Path folder;

    private static String model = "";
    private static String data = "";

    @BeforeAll
    static void files() {
        model = TinyModel.in(folder.resolve("model")).toString();
        data = TinyData.classes(folder.resolve("all.csv"), 120).toString();
    }

    @Tag("slow") // a minute of trials, each a process of its own
    @Test
    void labelled_texts_become_a_tested_model_and_the_same_command_goes_on() throws IOException {
        Path out = folder.resolve("out");
        String[] command = {"auto", data, "--minutes", "1", "--model", model, "--out", out.toString(), "--json"};
        Cli first = Cli.run(command);
        assertThat(first.code()).as(first.err()).isZero();
        JsonNode choices = first.json().path("choices");
        assertThat(choices.toString())
                .contains(
                        "task: text-classification, because label has 4 different values",
                        "columns: label is label",
                        "test: a fifth of the rows",
                        "the only one at hand",
                        "search: by tpe over method.name");
        assertThat(first.json().path("trials")).isNotEmpty();
        Path run = Path.of(first.json().path("run").asString());
        assertThat(run.resolve("model").resolve("config.json")).exists();
        JsonNode tested = JsonText.read(Files.readString(run.resolve("evaluation.json")))
                .path("splits")
                .path("test")
                .path("metrics")
                .path("accuracy");
        assertThat(tested.path("ci95")).hasSize(2);
        Recipe winner = Recipe.read(out.resolve("search").resolve("winner.yaml"), List.of());
        assertThat(winner.config().data().train())
                .containsExactly(out.resolve("data/train.csv").toString());
        Object before = Files.getLastModifiedTime(run.resolve("metrics.jsonl"));
        Cli again = Cli.run(command);
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.json().path("trials")).hasSameSizeAs(first.json().path("trials"));
        assertThat(Files.getLastModifiedTime(run.resolve("metrics.jsonl"))).isEqualTo(before);
        Cli other = Cli.run("auto", data, "--minutes", "1", "--model", model, "--out", out.toString(), "--seed", "5");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("[auto.another]", "--fresh");
    }

    @Test
    void what_is_wrong_is_said_and_nothing_is_written() throws IOException {
        Path out = folder.resolve("refused");
        Cli minutes = Cli.run("auto", data, "--minutes", "0", "--model", model, "--out", out.toString());
        assertThat(minutes.code()).isEqualTo(2);
        assertThat(minutes.err()).contains("--minutes");
        Cli task = Cli.run(
                "auto", data, "--minutes", "1", "--task", "causal-lm", "--model", model, "--out", out.toString());
        assertThat(task.code()).isEqualTo(2);
        assertThat(task.err()).contains("[auto.task]", "attune search");
        Cli column =
                Cli.run("auto", data, "--minutes", "1", "--label", "topik", "--model", model, "--out", out.toString());
        assertThat(column.code()).isEqualTo(2);
        Cli missing = Cli.run("auto", "none.csv", "--minutes", "1", "--model", model, "--out", out.toString());
        assertThat(missing.code()).isEqualTo(2);
        String tickets = TinyData.tickets(folder.resolve("tickets.jsonl"), 40).toString();
        Cli several = Cli.run(
                "auto", tickets, "--label", "labels", "--minutes", "1", "--model", model, "--out", out.toString());
        assertThat(several.code()).isEqualTo(2);
        assertThat(several.err()).contains("several labels");
        Cli broken = Cli.run("auto", data, "--minutes", "1", "--model", "nowhere", "--out", out.toString());
        assertThat(broken.code()).isEqualTo(2);
        assertThat(out).doesNotExist();
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("notes.txt"), "mine");
        Cli full = Cli.run("auto", data, "--minutes", "1", "--model", model, "--out", other.toString());
        assertThat(full.code()).isEqualTo(2);
        assertThat(full.err()).contains("[output.not-empty]");
        assertThat(other).isDirectoryContaining("glob:**notes.txt");
    }
}
