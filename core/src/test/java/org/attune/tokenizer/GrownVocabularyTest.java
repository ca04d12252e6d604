// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.attune.config.NewTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

/** New tokens have the numbers that transformers gives them ({@code tools/golden/new_tokens.py}). */
final class GrownVocabularyTest {

    static final List<String> NAMES = Golden.NAMES;

    @TempDir
    Path folder;

    @ParameterizedTest
    @FieldSource("NAMES")
    void new_tokens_are_numbered_and_found_as_in_the_reference(String name) {
        JsonNode golden = Golden.json("new-tokens");
        JsonNode expected = golden.path("tokenizers").path(name);
        NewTokens tokens = new NewTokens(texts(golden.path("plain")), texts(golden.path("special")));
        try (TextTokenizer before = Golden.open(name);
                TextTokenizer after = before.with(tokens)) {
            for (String token : tokens.all()) {
                assertThat(after.idOf(token).orElse(-1))
                        .as(token)
                        .isEqualTo(expected.path("ids").path(token).asInt());
                assertThat(after.isSpecial(after.idOf(token).orElse(-1)))
                        .as(token)
                        .isEqualTo(tokens.special().contains(token));
            }
            for (int i = 0; i < golden.path("texts").size(); i++) {
                String text = golden.path("texts").path(i).asString("");
                List<Integer> ids = new ArrayList<>();
                expected.path("texts").path(i).forEach(id -> ids.add(id.asInt()));
                assertThat(after.contentIds(text)).as(text).containsExactly(ids.toArray(Integer[]::new));
            }
            assertThat(before.idOf("<tool>")).isEmpty();
        }
    }

    @Test
    void the_saved_files_have_the_new_tokens_too() throws Exception {
        Files.write(folder.resolve("tokenizer.json"), Golden.bytes("wordpiece.tokenizer"));
        Files.writeString(
                folder.resolve("tokenizer_config.json"), "{\"added_tokens_decoder\": {}, \"model_max_length\": 9}");
        Path saved = folder.resolve("saved");
        NewTokens tokens = new NewTokens(List.of("<tool>"), List.of("<|turn|>"));
        try (TextTokenizer before = TextTokenizer.open(folder);
                TextTokenizer after = before.with(tokens)) {
            after.save(saved);
            try (TextTokenizer again = TextTokenizer.open(saved)) {
                assertThat(again.idOf("<tool>")).isEqualTo(after.idOf("<tool>"));
                assertThat(again.sha256()).isEqualTo(after.sha256()).isNotEqualTo(before.sha256());
            }
            JsonNode configured = TokenizerJson.parse(Files.readAllBytes(saved.resolve("tokenizer_config.json")), "");
            String number = String.valueOf(after.idOf("<|turn|>").orElseThrow());
            assertThat(configured
                            .path("added_tokens_decoder")
                            .path(number)
                            .path("special")
                            .asBoolean())
                    .isTrue();
            assertThat(configured.path("model_max_length").asInt()).isEqualTo(9);
        }
    }

    private static List<String> texts(JsonNode list) {
        return list.values().stream().map(text -> text.asString("")).toList();
    }
}
