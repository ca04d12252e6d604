// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Models ranked for a data set. */
@Tag("engine")
class SuggestTest {

    @TempDir
    static Path folder;

    private static Path models = Path.of("");

    @BeforeAll
    static void files() throws IOException {
        models = folder.resolve("models");
        TinyModel.in(models.resolve("knowing"));
        Files.writeString(
                models.resolve("knowing").resolve("README.md"), "---\nlicense: mit\n---\nlicense: of-something-else\n");
        // every word is the unknown one to it: its features are all alike
        Path blind = TinyModel.in(models.resolve("blind"));
        Path tokenizer = blind.resolve("tokenizer.json");
        String text = Files.readString(tokenizer);
        for (String word : TinyData.WORDS) {
            text = text.replace("\"" + word + "\"", "\"q" + word + "\"");
        }
        Files.writeString(tokenizer, text);
        Files.createDirectories(models.resolve("broken"));
        Files.writeString(models.resolve("broken").resolve("config.json"), "{\"model_type\": \"none\"}");
    }

    @Test
    void the_model_that_tells_the_texts_apart_comes_first() {
        String data = TinyData.classes(folder.resolve("classes.csv"), 120).toString();
        Path out = folder.resolve("out");
        Cli found = Cli.run(
                "models",
                "suggest",
                data,
                "--folder",
                models.toString(),
                "--model",
                models.resolve("blind").toString(),
                "--rows",
                "100",
                "--out",
                out.toString(),
                "--json");
        assertThat(found.code()).as(found.err()).isZero();
        JsonNode first = found.json().path("models").path(0);
        JsonNode second = found.json().path("models").path(1);
        assertThat(found.json().path("metric").asString()).isEqualTo("accuracy");
        assertThat(found.json().path("rows").asInt()).isEqualTo(100);
        assertThat(found.json().path("notes").toString()).contains("a random sample of 100 of the 120 rows");
        assertThat(first.path("model").asString()).endsWith("knowing");
        assertThat(first.path("licence").asString()).isEqualTo("mit");
        assertThat(first.path("mean_rank").asDouble()).isEqualTo(1);
        assertThat(first.path("probe").path("value").asDouble()).isGreaterThan(0.7); // chance is 0.25
        assertThat(first.path("log_me").asDouble())
                .isGreaterThan(second.path("log_me").asDouble());
        assertThat(second.path("probe").path("value").asDouble()).isLessThan(0.5);
        assertThat(second.path("licence").isNull()).isTrue();
        assertThat(found.json().path("left_out").propertyNames())
                .singleElement()
                .asString()
                .endsWith("broken");
        assertThat(out.resolve("report.html")).content().contains("Models to start from", "is left out");
        assertThat(out.resolve("suggestions.json")).exists();
    }

    @Test
    void numbers_are_judged_by_the_tasks_own_metric() {
        String data = TinyData.pairs(folder.resolve("pairs.tsv"), 60).toString();
        Cli found = Cli.run(
                "models",
                "suggest",
                data,
                "--task",
                "text-regression",
                "--model",
                models.resolve("knowing").toString());
        assertThat(found.code()).as(found.err()).isZero();
        assertThat(found.out()).contains("spearman by neighbours", "1.00", "mit");
    }

    @Test
    void what_is_wrong_is_said_and_nothing_is_ranked() {
        String data = TinyData.classes(folder.resolve("wrong.csv"), 40).toString();
        Cli broken = Cli.run(
                "models", "suggest", data, "--model", models.resolve("broken").toString());
        assertThat(broken.code()).isEqualTo(2);
        Cli task = Cli.run("models", "suggest", data, "--task", "causal-lm", "--rows", "3");
        assertThat(task.code()).isEqualTo(2);
        assertThat(task.err()).contains("[models.task]", "[models.sample]");
        Cli empty = Cli.run(
                "models", "suggest", data, "--folder", folder.resolve("nothing").toString());
        assertThat(empty.code()).isEqualTo(2);
        assertThat(empty.err()).contains("[models.folder]");
        Cli column = Cli.run(
                "models",
                "suggest",
                data,
                "--label",
                "topik",
                "--model",
                models.resolve("knowing").toString());
        assertThat(column.code()).isEqualTo(2);
        assertThat(column.err()).contains("--label").doesNotContain("data.columns");
        String few = TinyData.classes(folder.resolve("few.csv"), 12).toString();
        Cli rows = Cli.run(
                "models", "suggest", few, "--model", models.resolve("knowing").toString());
        assertThat(rows.code()).isEqualTo(2);
        assertThat(rows.err()).contains("[data.too-few-rows]");
    }
}
