// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A tool that does a workload.
 *
 * @param command what runs it, with {@code {out}} for the folder of this run
 * @param isAttune whether {@code {out}/metrics.jsonl} has its steps; else {@code {out}/result.json} says its rate
 */
record Contender(String name, List<String> command, boolean isAttune) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int WARM = 5;

    /** What one run came to. */
    record Measured(double rowsPerSecond, double firstStep, double seconds, long peakBytes) {}

    Measured run(Path out, Path log) throws IOException {
        List<String> said = command.stream()
                .map(part -> part.replace("{out}", out.toString()))
                .toList();
        Watched watched = Watched.run(said, Map.of("HF_HUB_OFFLINE", "1"), log);
        double rate = isAttune
                ? ofSteps(out.resolve("metrics.jsonl"))
                : MAPPER.readTree(Files.readString(out.resolve("result.json")))
                        .path("rows_per_second")
                        .asDouble(Double.NaN);
        return new Measured(rate, watched.firstStep(), watched.seconds(), watched.peakBytes());
    }

    /** Rows over seconds of the steps behind the first ones, as the peers count. */
    private static double ofSteps(Path metrics) throws IOException {
        double rows = 0;
        double seconds = 0;
        for (String line : Files.readAllLines(metrics)) {
            JsonNode step = MAPPER.readTree(line);
            if (step.path("kind").asString("").equals("step")
                    && step.path("step").asInt() > WARM) {
                rows += step.path("rows").asDouble();
                seconds += step.path("rows").asDouble()
                        / step.path("rows_per_second").asDouble();
            }
        }
        return rows / seconds;
    }
}
