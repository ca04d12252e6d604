// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.attune.tokenizer.Limit.Truncation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What transformers made of texts, written by {@code tools/golden/tokenizers.py}. */
final class Golden {

    static final List<String> NAMES = List.of("wordpiece", "roberta", "unigram", "modernbert", "llama");

    private Golden() {}

    static byte[] bytes(String name) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/tokenizer/" + name + ".json")) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode json(String name) {
        return TokenizerJson.parse(bytes(name), name);
    }

    static TextTokenizer open(String name) {
        return TextTokenizer.of(bytes(name + ".tokenizer"), name);
    }

    /** Writes the files of an older format, those that are binary out of base64. */
    static void write(JsonNode files, Path directory) throws IOException {
        for (Map.Entry<String, JsonNode> file : files.properties()) {
            String text = file.getValue().stringValue();
            boolean binary = file.getKey().endsWith(".model");
            Files.write(
                    directory.resolve(file.getKey()),
                    binary ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** All cases of a file hold; answers how many did. */
    static int check(TextTokenizer tokenizer, JsonNode golden) {
        int checked = 0;
        for (JsonNode entry : golden.path("cases")) {
            List<Encoding> found = encode(tokenizer, entry);
            if (entry.path("special").asBoolean()) {
                // transformers finds a special token inside the text here; ours must not.
                assertThat(contentIds(found)).as(entry.toString()).noneMatch(id -> isForbidden(tokenizer, id));
            } else {
                assertThat(rows(found)).as(entry.toString()).isEqualTo(rows(entry.path("rows")));
            }
            checked++;
        }
        return checked;
    }

    private static boolean isForbidden(TextTokenizer tokenizer, int id) {
        return tokenizer.isSpecial(id)
                && tokenizer.special().id(SpecialTokens.Role.UNK).orElse(-1) != id;
    }

    private static List<Encoding> encode(TextTokenizer tokenizer, JsonNode entry) {
        Truncation side = Truncation.valueOf(entry.path("side").stringValue().toUpperCase(Locale.ROOT));
        Limit limit = entry.path("length").isNull()
                ? Limit.none()
                : new Limit(
                        entry.path("length").intValue(),
                        side,
                        entry.path("stride").intValue());
        if (entry.path("words").isArray()) {
            List<String> words = StreamSupport.stream(entry.path("words").spliterator(), false)
                    .map(JsonNode::stringValue)
                    .toList();
            return tokenizer.encodeWords(words, limit);
        }
        return tokenizer.encode(entry.path("text").stringValue(), text(entry.path("pair")), limit);
    }

    private static @Nullable String text(JsonNode node) {
        return node.isNull() ? null : node.stringValue();
    }

    private static List<Integer> contentIds(List<Encoding> encodings) {
        List<Integer> ids = new ArrayList<>();
        for (Encoding encoding : encodings) {
            for (int i = 0; i < encoding.length(); i++) {
                if (encoding.start()[i] >= 0) {
                    ids.add(encoding.ids()[i]);
                }
            }
        }
        return ids;
    }

    private static List<List<List<Integer>>> rows(List<Encoding> encodings) {
        return encodings.stream()
                .map(e ->
                        List.of(list(e.ids()), list(e.typeIds()), list(e.wordIndex()), list(e.start()), list(e.end())))
                .toList();
    }

    private static List<List<List<Integer>>> rows(JsonNode rows) {
        List<List<List<Integer>>> all = new ArrayList<>();
        for (JsonNode row : rows) {
            List<List<Integer>> lists = new ArrayList<>();
            for (String key : List.of("ids", "types", "word", "start", "end")) {
                lists.add(StreamSupport.stream(row.path(key).spliterator(), false)
                        .map(JsonNode::intValue)
                        .toList());
            }
            all.add(lists);
        }
        return all;
    }

    private static List<Integer> list(int[] values) {
        List<Integer> list = new ArrayList<>();
        for (int value : values) {
            list.add(value);
        }
        return list;
    }
}
