// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attune.data.Dataset;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was done to data before a run read it: the manifests that {@code attune data} left beside its files, back to where they begin. */
final class DataLineage {

    private static final List<String> KEPT = List.of("made_by", "rows", "operations", "sources");
    private static final long LARGEST = 1L << 20;
    private static final int MOST = 64;

    private final List<Map<String, Object>> found = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private DataLineage() {}

    /**
     * The newest first; {@code unchanged} says whether a file is still as its manifest has it.
     *
     * @param sha256ByFile what the run has read; what is no file has no manifest
     */
    static List<Map<String, Object>> of(Map<String, String> sha256ByFile) {
        DataLineage lineage = new DataLineage();
        sha256ByFile.forEach(lineage::follow);
        return lineage.found;
    }

    private void follow(String file, String sha256) {
        if (found.size() >= MOST || !seen.add(file) || !Dataset.isFile(file)) {
            return;
        }
        JsonNode said = read(file);
        if (!said.path("made_by").asString("").startsWith("attune data ")) {
            return;
        }
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("file", file);
        entry.put("unchanged", hash(said.path("output"), file).equals(sha256));
        KEPT.forEach(key -> entry.put(key, plain(said.path(key))));
        found.add(entry);
        JsonNode sources = said.path("sources");
        if (sources.isArray()) {
            sources.forEach(source -> follow(
                    source.path("file").asString(""), source.path("sha256").asString("")));
        } else {
            sources.properties()
                    .forEach(source -> follow(source.getKey(), source.getValue().asString("")));
        }
    }

    /** Of the one file that cleaning writes, or of the part that splitting does. */
    private static String hash(JsonNode output, String file) {
        String name = String.valueOf(Path.of(file).getFileName());
        return output.path("file").asString("").equals(name)
                ? output.path("sha256").asString("")
                : output.path(name).asString("");
    }

    /** A missing node where there is no manifest, or a damaged one. */
    private static JsonNode read(String file) {
        try {
            Path manifest = Path.of(file).resolveSibling("manifest.json");
            return Files.isRegularFile(manifest) && Files.size(manifest) <= LARGEST
                    ? JsonMapper.shared().readTree(Files.readString(manifest))
                    : JsonMapper.shared().missingNode();
        } catch (IOException | InvalidPathException | JacksonException damaged) {
            return JsonMapper.shared().missingNode();
        }
    }

    private static Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            node.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
            return map;
        }
        if (node.isArray()) {
            return node.valueStream().map(DataLineage::plain).toList();
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        if (node.isNumber()) {
            return node.isIntegralNumber() ? (Object) node.asLong() : (Object) node.asDouble();
        }
        return node.asString("");
    }
}
