// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.attune.tokenizer.SpecialTokens.Role;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class GoldenTokenizerTest {

    static final List<String> NAMES = Golden.NAMES;

    @ParameterizedTest
    @FieldSource("NAMES")
    void every_encoding_equals_that_of_transformers(String name) {
        try (TextTokenizer tokenizer = Golden.open(name)) {
            JsonNode golden = Golden.json(name);
            assertThat(Golden.check(tokenizer, golden)).isGreaterThan(80);
            assertThat(tokenizer.vocabularySize()).isEqualTo(golden.path("size").intValue());
        }
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void special_ids_are_found_in_tokenizer_json_alone(String name) {
        try (TextTokenizer tokenizer = Golden.open(name)) {
            for (Map.Entry<String, JsonNode> entry :
                    Golden.json(name).path("special").properties()) {
                Role role = Role.valueOf(entry.getKey().toUpperCase(Locale.ROOT));
                assertThat(tokenizer.special().id(role))
                        .as(entry.getKey())
                        .hasValue(entry.getValue().intValue());
            }
        }
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void ids_are_decoded_as_transformers_does_without_special_tokens(String name) {
        try (TextTokenizer tokenizer = Golden.open(name)) {
            for (JsonNode entry : Golden.json(name).path("decoded")) {
                int[] ids = StreamSupport.stream(entry.path("ids").spliterator(), false)
                        .mapToInt(JsonNode::intValue)
                        .toArray();
                assertThat(tokenizer.decode(ids)).isEqualTo(entry.path("text").stringValue());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bert-uncased",
                "bert-cased",
                "roberta-merges",
                "xlm-roberta",
                "llama-legacy",
                "llama-first",
                "llama-none",
                "gemma",
                "t5",
                "qwen2",
                "gpt2"
            })
    void the_older_formats_give_the_same_encodings(String name, @TempDir Path directory) throws IOException {
        JsonNode golden = Golden.json(name);
        Golden.write(golden.path("files"), directory);
        try (TextTokenizer tokenizer = TextTokenizer.open(directory)) {
            assertThat(Golden.check(tokenizer, golden)).isEqualTo(30);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama-legacy", "llama-first", "llama-none", "gemma", "t5", "qwen2", "gpt2"})
    void an_older_format_is_converted_as_transformers_converts_it(String name, @TempDir Path directory)
            throws IOException {
        JsonNode golden = Golden.json(name);
        Golden.write(golden.path("files"), directory);
        JsonNode ours = TokenizerJson.parse(ModelFiles.read(directory).tokenizerJson(), name);
        for (Map.Entry<String, JsonNode> part : golden.path("converted").properties()) {
            if (part.getKey().equals("model")) {
                for (String key : List.of("type", "vocab", "unk_token", "unk_id", "fuse_unk", "byte_fallback")) {
                    assertThat(ours.path("model").path(key))
                            .as(key)
                            .isEqualTo(part.getValue().path(key));
                }
                assertThat(merges(ours)).isEqualTo(merges(golden.path("converted")));
            } else {
                assertThat(ours.path(part.getKey())).as(part.getKey()).isEqualTo(part.getValue());
            }
        }
    }

    private static List<List<String>> merges(JsonNode root) {
        return StreamSupport.stream(root.path("model").path("merges").spliterator(), false)
                .map(merge -> List.of(Merge.of(merge)))
                .toList();
    }
}
