// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The small JSON files of a model directory: one object, valid UTF-8, bounded, no name twice. */
public final class ModelJson {

    /** Label lists of some thousand classes have a few hundred kilobytes. */
    private static final int LARGEST = 16 << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxNumberLength(100)
                            .maxDocumentLength(LARGEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ModelJson() {}

    static ObjectNode empty() {
        return MAPPER.createObjectNode();
    }

    static ObjectNode of(Map<String, Object> content) {
        return MAPPER.valueToTree(content);
    }

    /** An empty object where there is no such file. */
    static ObjectNode readIfThere(Path file) {
        return Files.isRegularFile(file) ? read(file) : empty();
    }

    static ObjectNode read(Path file) {
        return parse(bytes(file), file.toString());
    }

    static ObjectNode parse(byte[] utf8, String where) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            JsonNode root = MAPPER.readTree(text);
            if (root instanceof ObjectNode object) {
                return object;
            }
            throw broken(where, "is no JSON object");
        } catch (CharacterCodingException e) {
            throw broken(where, "has bytes that are no UTF-8");
        } catch (JacksonException e) {
            String line =
                    e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
            throw broken(where, Problem.quote(e.getOriginalMessage()) + line);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw broken(file.toString(), "has " + Files.size(file) + " bytes, more than " + LARGEST);
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new InputException(
                    "model.unreadable",
                    file.toString(),
                    "cannot be read: " + Problem.quote(e),
                    "the process may read every file of the model",
                    "check the file's permissions");
        }
    }

    private static InputException broken(String where, String found) {
        return new InputException(
                "model.json", where, found, "one JSON object in UTF-8 without any name twice", "fetch the file again");
    }
}
