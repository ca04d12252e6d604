// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a language model is given of its data, token by token. */
@Tag("engine")
class DataPreviewTest {

    @TempDir
    static Path folder;

    private static Path recipe;

    @BeforeAll
    static void make_a_recipe() throws IOException {
        Path model = TinyModel.decoderIn(folder.resolve("model"));
        Path data = TinyData.conversations(folder.resolve("train.jsonl"), 20);
        recipe = Files.writeString(folder.resolve("recipe.yaml"), """
                model: '%s'
                task: causal-lm
                data: {train: '%s', template: instruction}
                """.formatted(model, data));
    }

    @Test
    void the_answer_and_its_end_are_learnt_and_the_question_is_not() {
        Cli shown = Cli.run("data", "preview", recipe.toString(), "--rows", "2");

        assertThat(shown.code()).as(shown.err()).isZero();
        List<String> lines = shown.out().lines().toList();
        assertThat(lines.get(0)).endsWith("train.jsonl:1");
        assertThat(lines.stream().filter(line -> line.contains(" user ")).toList())
                .isNotEmpty()
                .noneMatch(line -> line.contains(" + "));
        List<String> learnt =
                lines.stream().filter(line -> line.contains(" + ")).toList();
        assertThat(learnt).hasSize(8); // of each row four: three words and the end
        assertThat(learnt.get(3)).endsWith("\"[SEP]\"");
        assertThat(lines.stream().filter(line -> line.endsWith(" trained"))).hasSize(2);
    }

    @Test
    void json_has_every_token() {
        JsonNode shown = Cli.run("data", "preview", recipe.toString(), "--rows", "1", "--json")
                .json();

        assertThat(shown).hasSize(1);
        assertThat(shown.get(0).path("tokens"))
                .hasSize(shown.get(0).path("length").asInt(0));
        assertThat(shown.get(0).path("trained").asInt(0)).isEqualTo(4);
    }

    @Test
    void a_model_that_does_not_learn_tokens_is_told_apart() {
        Path rows = TinyData.classes(folder.resolve("classes.csv"), 20);
        Cli shown = Cli.run(
                "data",
                "preview",
                recipe.toString(),
                "task=text-classification",
                "data.train=" + rows,
                "data.template=auto",
                "model=" + TinyModel.in(folder.resolve("encoder")));

        assertThat(shown.code()).isEqualTo(2);
        assertThat(shown.err()).contains("task: causal-lm", "[data.preview]");
    }
}
