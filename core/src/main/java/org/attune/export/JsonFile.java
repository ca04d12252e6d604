// SPDX-License-Identifier: Apache-2.0
package org.attune.export;

import java.nio.file.Path;
import org.attune.run.AtomicFile;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON files of a model directory: indented, the order of keys kept, numbers the same on every JDK. */
final class JsonFile {

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .build())
            .build();

    private JsonFile() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static void write(Path file, JsonNode content) {
        AtomicFile.write(
                file, MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(content) + "\n");
    }
}
