// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The JSON file that says which shard holds which tensor. */
final class ShardIndex {

    private ShardIndex() {}

    /** Tensor names to names of files beside the index, all of which exist. */
    static Map<String, String> read(Path index) {
        Problems problems = new Problems();
        Map<String, String> weightMap = new LinkedHashMap<>();
        try (FileBytes file = FileBytes.open(index)) {
            StrictJson.readObject(json(file), file, (name, value) -> {
                if (name.equals("weight_map") && value.currentToken() == JsonToken.START_OBJECT) {
                    StrictJson.members(value, (tensor, shard) -> put(weightMap, tensor, shard, problems, index));
                } else {
                    value.skipChildren();
                }
            });
        }
        if (weightMap.isEmpty() && problems.isEmpty()) {
            problem(problems, index, "weights.index", "has no weight_map with tensors");
        }
        for (String shard : new TreeSet<>(weightMap.values())) {
            check(index, shard, problems);
        }
        problems.throwIfAny();
        return weightMap;
    }

    private static byte[] json(FileBytes file) {
        if (file.size() > SafetensorsHeader.MOST_BYTES) {
            throw file.wrong(
                    "weights.index",
                    "is " + file.size() + " bytes long",
                    "an index has at most " + SafetensorsHeader.MOST_BYTES + " bytes",
                    "fetch the file again");
        }
        byte[] json = new byte[(int) file.size()];
        file.read(0, ByteBuffer.wrap(json));
        return json;
    }

    private static void put(
            Map<String, String> weightMap, String tensor, JsonParser shard, Problems problems, Path index) {
        if (shard.currentToken() == JsonToken.VALUE_STRING) {
            weightMap.put(tensor, shard.getString());
        } else {
            shard.skipChildren();
            problem(problems, index, "weights.index", "names no file for " + Problem.quote(tensor));
        }
    }

    private static void check(Path index, String shard, Problems problems) {
        boolean plain = shard.matches("[\\w][\\w. -]*");
        if (!plain) {
            problem(
                    problems,
                    index,
                    "weights.shard-name",
                    "names the shard " + Problem.quote(shard) + ", which is not a plain file name");
        } else if (!Files.isRegularFile(index.resolveSibling(shard))) {
            problem(
                    problems,
                    index,
                    "weights.shard-missing",
                    "names the shard " + Problem.quote(shard) + ", which is not there");
        }
    }

    private static void problem(Problems problems, Path index, String code, String found) {
        problems.add(
                code,
                index.toString(),
                found,
                "weight_map gives for each tensor the name of a file beside the index",
                "fetch all files of the model again");
    }
}
