// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Tolerant reading: what cannot be read is missing, and one line in {@code damage} says so. */
final class Json {

    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final Logger LOG = LoggerFactory.getLogger(Json.class);
    private static final long LARGEST_FILE = 256L << 20;

    private Json() {}

    /** The document, or a missing node; a file that is not there is no damage. */
    static JsonNode read(Path file, ObjectMapper mapper, List<String> damage) {
        try {
            if (!Files.exists(file)) {
                return MissingNode.getInstance();
            }
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_FILE) {
                damage.add(file.getFileName() + " is no file of at most 256 MB");
                return MissingNode.getInstance();
            }
            return mapper.readTree(Files.readAllBytes(file));
        } catch (IOException | JacksonException e) {
            LOG.warn("{}: {}", file, e.getMessage());
            damage.add(file.getFileName() + " cannot be read");
            return MissingNode.getInstance();
        }
    }

    /** Each line that is a JSON object; the others are counted as damage. */
    static void lines(Path file, Consumer<JsonNode> each, List<String> damage) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        long bad = 0;
        try (Lines lines = new Lines(file)) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                JsonNode node = parse(line);
                if (node.isObject()) {
                    each.accept(node);
                } else {
                    bad++;
                }
            }
            bad += lines.tooLong();
        } catch (IOException e) {
            LOG.warn("{}: {}", file, e.getMessage());
            damage.add(file.getFileName() + " cannot be read to its end");
        }
        if (bad > 0) {
            damage.add(file.getFileName() + " has " + bad + (bad == 1 ? " line that is" : " lines that are")
                    + " torn or damaged");
        }
    }

    /** A number, also one of the strings "NaN", "Infinity" and "-Infinity"; NaN for everything else. */
    static double number(JsonNode node) {
        if (node.isNumber()) {
            return node.asDouble(Double.NaN);
        }
        return switch (node.asString("")) {
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> Double.NaN;
        };
    }

    private static JsonNode parse(byte[] line) {
        try {
            return MAPPER.readTree(line);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }
}
