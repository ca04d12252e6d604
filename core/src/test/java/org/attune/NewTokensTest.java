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
import java.util.Objects;
import org.attune.problem.InputException;
import org.attune.task.Answer;
import org.attune.task.Answered;
import org.attune.weights.Checkpoint;
import org.attune.weights.Safetensors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A vocabulary that gets tokens: they learn, and are there in what is saved. */
@Tag("engine")
class NewTokensTest {

    private static final String TOKENS = "model.new_tokens=[<tool>, waiting for]";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"gpt2, causal-lm, wte", "mistral, causal-lm, embed_tokens", "bert, text-classification, word_embeddings"
    })
    void an_adapter_has_the_rows_of_new_tokens_and_answers_the_same_once_merged(
            String architecture, String task, String table) throws IOException {
        Subject subject = new Subject(architecture, "lora", task);
        Path run = FineTune.run(subject.recipe(folder, "run", TOKENS)).directory();
        JsonNode config =
                JsonMapper.builder().build().readTree(Files.readString(run.resolve("model/adapter_config.json")));
        int first = config.path("trainable_token_indices").path(table).path(0).asInt();
        assertThat(config.path("trainable_token_indices").path(table).toString())
                .isEqualTo("[" + first + "," + (first + 1) + "]");

        Path merged = folder.resolve("merged");
        assertThat(Merge.write(run.toString(), merged).difference()).isLessThan(Merge.TOLERANCE);
        Path rows = folder.resolve(subject.testFile());
        List<Double> expected = answers(run, rows);
        List<Double> found = answers(merged, rows);
        assertThat(found).isNotEmpty().hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(found.get(i)).isCloseTo(expected.get(i), within(1e-4));
        }
        assertThat(rows(merged, table)).isGreaterThanOrEqualTo(first + 2);
    }

    @Test
    void full_tuning_saves_a_grown_table_that_can_be_tuned_further() throws IOException {
        Subject subject = new Subject("bert", "full", "text-classification");
        Path run = FineTune.run(subject.recipe(folder, "run", TOKENS)).directory();
        long grown = rows(run.resolve("model"), "word_embeddings");
        long own = Files.readAllLines(folder.resolve("bert/vocab.txt")).size();
        assertThat(grown).isEqualTo(own + 2);

        Path further = FineTune.run(subject.recipe(
                        folder, "further", "model.base=" + run, "model.init=pretrained", "model.new_tokens=[<tool>]"))
                .directory();
        assertThat(rows(further.resolve("model"), "word_embeddings")).isEqualTo(grown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"head", "freeze"})
    void a_method_that_leaves_them_as_they_begin_is_refused(String method) throws IOException {
        var recipe = new Subject("bert", method, "text-classification").recipe(folder, "run", TOKENS);
        assertThatThrownBy(() -> FineTune.run(recipe))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2 tokens whose vectors the method keeps as they are");
    }

    @Test
    void a_model_of_images_has_no_words() throws IOException {
        var recipe = new Subject("resnet", "full", "image-classification").recipe(folder, "run", TOKENS);
        assertThatThrownBy(() -> FineTune.run(recipe))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("takes images, and has no tokenizer");
    }

    private static List<Double> answers(Path model, Path rows) {
        List<Double> numbers = new ArrayList<>();
        try (TunedModel opened = TunedModel.open(model.toString())) {
            for (Answered answered :
                    opened.answer(opened.read(List.of(rows.toString())).rows())) {
                if (answered.prediction() instanceof Answer.Likelihood likelihood) {
                    numbers.add(likelihood.loss());
                } else {
                    for (float probability : Objects.requireNonNull(answered.probabilities())) {
                        numbers.add((double) probability);
                    }
                }
            }
        }
        return numbers;
    }

    private static long rows(Path model, String table) {
        try (Checkpoint checkpoint = Safetensors.open(model.resolve("model.safetensors"))) {
            return checkpoint.tensors().values().stream()
                    .filter(info -> info.name().endsWith(table + ".weight"))
                    .mapToLong(info -> info.shape()[0])
                    .findFirst()
                    .orElseThrow();
        }
    }
}
