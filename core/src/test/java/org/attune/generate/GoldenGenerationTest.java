// SPDX-License-Identifier: Apache-2.0
package org.attune.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.attune.generate.Generated.Finish;
import org.attune.model.Base;
import org.attune.tensor.Scope;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Every decoder goes on as the reference does, prompts of different lengths in one batch; see tools/golden/README.md. */
@Tag("engine")
class GoldenGenerationTest {

    private static final double TOLERANCE = 1e-9;

    private static final JsonNode GOLDEN = TinyLanguage.golden("continuations.json");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"llama", "llama-biased", "mistral", "qwen2", "qwen3", "gpt2", "gemma", "gemma2", "gemma3_text"})
    void the_likeliest_words_and_their_probabilities_are_the_references(String decoder) {
        assertReference(decoder, "greedy", 1);
    }

    @ParameterizedTest
    @CsvSource({"llama", "gpt2", "gemma2"})
    void so_they_are_with_a_penalty_on_repetition(String decoder) {
        assertReference(decoder, "penalised", 1.7);
    }

    private void assertReference(String decoder, String kind, double penalty) {
        JsonNode golden = GOLDEN.path(decoder);
        Sampling sampling = Sampling.greedy(GOLDEN.path("new").intValue()).with(new Filters(penalty, 0, 0, 1, 0));
        List<Prompt> prompts = new ArrayList<>();
        golden.path("prompts")
                .forEach(ids -> prompts.add(new Prompt(prompts.size(), TinyLanguage.ids(ids), "a prompt")));
        try (Base base = TinyLanguage.open(folder, decoder, TinyLanguage.WORDS);
                Scope scope = Scope.open()) {
            List<Generated> found = new Generator(TinyLanguage.build(base), base.tokenizer())
                    .generate(prompts, sampling, Listener.NONE);

            assertThat(found).hasSize(4);
            for (int row = 0; row < found.size(); row++) {
                JsonNode expected = golden.path(kind).path(row);
                assertThat(found.get(row).tokens()).containsExactly(TinyLanguage.ids(expected.path("tokens")));
                assertThat(found.get(row).logProbabilities())
                        .containsExactly(TinyLanguage.numbers(expected.path("log_probabilities")), within(TOLERANCE));
                assertThat(found.get(row).finish()).isEqualTo(Finish.LENGTH);
            }
        }
    }
}
