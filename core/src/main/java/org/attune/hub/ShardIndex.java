// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files that {@code model.safetensors.index.json} spreads the tensors over. */
final class ShardIndex {

    /** A map of a hundred thousand tensors is some ten megabytes. */
    private static final long LONGEST = 64L << 20;

    private static final Pattern SHARD = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,200}\\.(safetensors|bin)");

    private ShardIndex() {}

    /** Names in order; empty where the file is no index, or names something that is no file beside it. */
    static Optional<Set<String>> files(Path index) throws IOException {
        if (Files.size(index) > LONGEST) {
            return Optional.empty();
        }
        JsonNode map;
        try {
            map = JsonMapper.shared().readTree(Files.readAllBytes(index)).path("weight_map");
        } catch (JacksonException e) {
            return Optional.empty();
        }
        Set<String> files = new TreeSet<>();
        for (JsonNode shard : map) {
            String name = shard.asString("");
            if (!SHARD.matcher(name).matches()) {
                return Optional.empty();
            }
            files.add(name);
        }
        return files.isEmpty() ? Optional.empty() : Optional.of(files);
    }
}
