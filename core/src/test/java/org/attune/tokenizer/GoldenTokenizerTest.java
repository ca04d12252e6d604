// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
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
    @ValueSource(strings = {"bert-uncased", "bert-cased", "roberta-merges", "xlm-roberta"})
    void the_older_formats_give_the_same_encodings(String name, @TempDir Path directory) throws IOException {
        JsonNode golden = Golden.json(name);
        for (Map.Entry<String, JsonNode> file : golden.path("files").properties()) {
            Path path = directory.resolve(file.getKey());
            String text = file.getValue().stringValue();
            Files.write(
                    path, file.getKey().endsWith(".model") ? Base64.getDecoder().decode(text) : text.getBytes(UTF_8));
        }
        try (TextTokenizer tokenizer = TextTokenizer.open(directory)) {
            assertThat(Golden.check(tokenizer, golden)).isEqualTo(30);
        }
    }
}
