// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the JSON files of a tokenizer: bounded in size and depth, without duplicate keys. */
final class TokenizerJson {

    static final String NAME = "tokenizer.json";

    /** The largest tokenizer.json in wide use has 34 MB. */
    private static final int LARGEST = 128 << 20;

    private static final int DEEPEST = 32;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxDocumentLength(LARGEST)
                            .maxStringLength(16 << 20)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private TokenizerJson() {}

    static JsonMapper mapper() {
        return MAPPER;
    }

    /** @param file how messages name it */
    static JsonNode parse(byte[] bytes, String file) {
        if (bytes.length > LARGEST) {
            throw unreadable(file, bytes.length + " bytes", "the file has at most " + LARGEST + " bytes");
        }
        try {
            JsonNode root = MAPPER.readTree(text(bytes, file));
            if (!root.isObject()) {
                throw unreadable(file, "no JSON object", "the file holds one JSON object");
            }
            return root;
        } catch (JacksonException e) {
            String where =
                    e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
            throw unreadable(
                    file, Problem.quote(e.getOriginalMessage()) + where, "the file is JSON without duplicate keys");
        }
    }

    private static String text(byte[] bytes, String file) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw unreadable(file, "bytes that are no UTF-8", "the file is UTF-8");
        }
    }

    private static InputException unreadable(String file, String found, String rule) {
        return new InputException(
                "tokenizer.unreadable", file, found, rule, "get the file again from where the model came from");
    }
}
