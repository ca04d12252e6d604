// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.TunedModel;
import org.attune.config.Kinds;
import org.attune.data.Row;
import org.attune.eval.Metric;
import org.attune.problem.InputException;
import org.attune.run.AtomicFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Models of the first seed asked about test rows whose texts were changed, in fp32; a file for each, so that nothing is asked twice. */
final class NoiseRuns {

    /** The rows as they are. */
    static final String NONE = "none";

    private static final Logger LOG = LoggerFactory.getLogger(NoiseRuns.class);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private NoiseRuns() {}

    private static Path file(Cell cell) {
        return cell.suite().resolve("noise").resolve(cell.data() + "--" + cell.candidate() + ".json");
    }

    /** Measures what is not measured yet. */
    static void measure(Cell cell, List<String> test, List<Noise> noises) {
        Map<String, IntervalValue> found = new LinkedHashMap<>(read(cell));
        Map<String, Optional<Noise>> open = new LinkedHashMap<>();
        open.put(NONE, Optional.empty());
        noises.forEach(noise -> open.put(Kinds.word(noise), Optional.of(noise)));
        open.keySet().removeAll(found.keySet());
        if (open.isEmpty()) {
            return;
        }
        try (TunedModel model = TunedModel.open(cell.run().toString())) {
            List<Row> rows = model.read(test).rows();
            List<String> inputs = model.task().inputs();
            String metric = model.task().metric();
            open.forEach((name, noise) ->
                    ask(model, changed(rows, inputs, noise), metric).ifPresent(value -> found.put(name, value)));
            Files.createDirectories(file(cell).toAbsolutePath().getParent());
            write(cell, found);
        } catch (InputException | IOException e) {
            LOG.warn("{}: not asked under noise", cell.name(), e);
        }
    }

    private static Optional<IntervalValue> ask(TunedModel model, List<Row> rows, String metric) {
        return Optional.ofNullable(model.evaluate(rows).splits().get("data"))
                .flatMap(split -> split.metric(metric))
                .map(NoiseRuns::of);
    }

    private static IntervalValue of(Metric metric) {
        return metric.interval()
                .map(ci -> new IntervalValue(metric.value(), ci.low(), ci.high()))
                .orElseGet(() -> new IntervalValue(metric.value(), Double.NaN, Double.NaN));
    }

    private static List<Row> changed(List<Row> rows, List<String> inputs, Optional<Noise> noise) {
        return noise.isEmpty()
                ? rows
                : rows.stream().map(row -> changed(row, inputs, noise.get())).toList();
    }

    private static Row changed(Row row, List<String> inputs, Noise noise) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(row.values());
        for (String input : inputs) {
            if (values.get(input) instanceof String text) {
                values.put(input, noise.on(text));
            }
        }
        return new Row(row.id(), row.file(), row.line(), Collections.unmodifiableMap(values));
    }

    /** By the name of the noise; empty where nothing was measured. */
    static Map<String, IntervalValue> read(Cell cell) {
        Map<String, IntervalValue> found = new LinkedHashMap<>();
        try {
            JsonNode all = MAPPER.readTree(Files.readString(file(cell)));
            all.properties()
                    .forEach(entry -> found.put(
                            entry.getKey(),
                            new IntervalValue(
                                    entry.getValue().path("value").asDouble(Double.NaN),
                                    entry.getValue().path("low").asDouble(Double.NaN),
                                    entry.getValue().path("high").asDouble(Double.NaN))));
        } catch (IOException | JacksonException none) {
            return found;
        }
        return found;
    }

    private static void write(Cell cell, Map<String, IntervalValue> values) {
        ObjectNode all = MAPPER.createObjectNode();
        values.forEach((name, value) -> all.putObject(name)
                .put("value", value.value())
                .put("low", value.low())
                .put("high", value.high()));
        AtomicFile.write(file(cell), MAPPER.writeValueAsString(all) + "\n");
    }
}
