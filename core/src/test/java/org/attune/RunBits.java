// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What the contract promises to be the same in equal runs: files by name, metrics without times, rates and memory. */
final class RunBits {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private RunBits() {}

    static Map<String, String> of(Path run) throws IOException {
        Map<String, String> bits = new TreeMap<>();
        try (Stream<Path> files = Files.walk(run.resolve("model"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bits.put(run.relativize(file).toString(), hash(Files.readAllBytes(file)));
            }
        }
        bits.put("evaluation.json", Files.readString(run.resolve("evaluation.json")));
        bits.put("predictions.jsonl", Files.readString(run.resolve("predictions.jsonl")));
        StringBuilder metrics = new StringBuilder();
        for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
            ObjectNode node = (ObjectNode) MAPPER.readTree(line);
            node.remove(List.of("rows_per_second", "model_flops_per_second", "resident_bytes"));
            metrics.append(node).append('\n');
        }
        bits.put("metrics.jsonl", metrics.toString());
        return bits;
    }

    /** The loss of every step. */
    static List<Double> losses(RunResult run) throws IOException {
        return Files.readAllLines(run.directory().resolve("metrics.jsonl")).stream()
                .map(MAPPER::readTree)
                .filter(line -> line.path("kind").asString("").equals("step"))
                .map(line -> line.path("loss").asDouble())
                .toList();
    }

    private static String hash(byte[] bytes) {
        return bytes.length + ":" + Arrays.hashCode(bytes);
    }
}
