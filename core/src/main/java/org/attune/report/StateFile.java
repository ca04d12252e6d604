// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** {@code state.json}; what is missing is an empty text. */
public record StateFile(String state, String created, String updated, String message) {

    static StateFile read(Path file, List<String> damage) {
        JsonNode root = Json.read(file, Json.MAPPER, damage);
        return new StateFile(
                root.path("state").asString(""),
                root.path("created").asString(""),
                root.path("updated").asString(""),
                root.path("message").asString(""));
    }
}
