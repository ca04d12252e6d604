// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.attune.TunedModel;
import org.attune.data.Row;
import org.attune.problem.InputException;
import org.attune.run.AtomicFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How fast a tuned model answers in fp32 on this machine, tokenizing included.
 *
 * @param p50 median latency of one row at a time, in milliseconds; {@code p95} what 95 of 100 rows do not exceed
 * @param rowsPerSecond one row at a time; {@code batched} 32 rows at a time
 */
public record Inference(double p50, double p95, double rowsPerSecond, double batched) {

    private static final Logger LOG = LoggerFactory.getLogger(Inference.class);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int SINGLE = 60;
    private static final int WARM_UP = 10;
    private static final int BATCH = 32;
    private static final int BATCHES = 6;

    /** As measured before, or measured now; empty where this kind of model cannot be asked this way. */
    static Optional<Inference> of(Cell cell, List<String> test) {
        Path file = cell.suite().resolve("inference").resolve(cell.data() + "--" + cell.candidate() + ".json");
        Optional<Inference> before = read(file);
        if (before.isPresent()) {
            return before;
        }
        try (TunedModel model = TunedModel.open(cell.run().toString())) {
            Inference measured = measure(model, model.read(test).rows());
            Files.createDirectories(file.toAbsolutePath().getParent());
            AtomicFile.write(file, MAPPER.writeValueAsString(measured) + "\n");
            return Optional.of(measured);
        } catch (InputException | IOException e) {
            LOG.warn("{}: not timed", cell.name(), e);
            return Optional.empty();
        }
    }

    static Optional<Inference> read(Path file) {
        try {
            JsonNode node = MAPPER.readTree(Files.readString(file));
            return Optional.of(new Inference(
                    node.path("p50").asDouble(Double.NaN),
                    node.path("p95").asDouble(Double.NaN),
                    node.path("rowsPerSecond").asDouble(Double.NaN),
                    node.path("batched").asDouble(Double.NaN)));
        } catch (IOException | JacksonException none) {
            return Optional.empty();
        }
    }

    private static Inference measure(TunedModel model, List<Row> rows) {
        double[] single = new double[SINGLE];
        for (int i = -WARM_UP; i < SINGLE; i++) {
            double took = seconds(model, List.of(rows.get(Math.floorMod(i, rows.size()))));
            if (i >= 0) {
                single[i] = took;
            }
        }
        List<Row> batch = new ArrayList<>();
        double batched = 0;
        for (int i = 0; i <= BATCHES; i++) {
            batch.clear();
            for (int k = 0; k < BATCH; k++) {
                batch.add(rows.get((i * BATCH + k) % rows.size()));
            }
            double took = seconds(model, batch);
            batched += i == 0 ? 0 : took;
        }
        double all = Arrays.stream(single).sum();
        Arrays.sort(single);
        return new Inference(
                single[SINGLE / 2] * 1e3,
                single[(int) Math.ceil(0.95 * SINGLE) - 1] * 1e3,
                SINGLE / all,
                BATCH * BATCHES / batched);
    }

    private static double seconds(TunedModel model, List<Row> rows) {
        long begin = System.nanoTime();
        model.answer(rows);
        return (System.nanoTime() - begin) / 1e9;
    }
}
