// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.jobs;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.attune.app.serve.http.Json;
import org.attune.app.serve.store.JobEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the steps of a run say, followed in its {@code metrics.jsonl} while it grows. The accuracy on training rows is not measured, and its
 * column is empty; what is evaluated is always all of the validation data.
 */
final class JobMetrics {

    private static final String VALID_LOSS = "full_valid_loss";
    private static final String VALID_ACCURACY = "full_valid_mean_token_accuracy";

    /** Of OpenAI's file of results. */
    private static final List<String> COLUMNS = List.of(
            "step",
            "train_loss",
            "train_accuracy",
            "valid_loss",
            "valid_mean_token_accuracy",
            VALID_LOSS,
            VALID_ACCURACY);

    private final Path file;
    private final TreeMap<Long, Map<String, Object>> steps = new TreeMap<>();
    private long tokens;
    private long offset;
    private @Nullable Object identity;

    JobMetrics(Path file) {
        this.file = file;
    }

    /** What was added since the last call; a file that was cut back and goes on is read from its beginning. */
    List<JobEvent> read() {
        List<JobEvent> events = new ArrayList<>();
        if (!Files.exists(file)) {
            return events;
        }
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            if (!Objects.equals(identity, now.fileKey()) || now.size() < offset) {
                identity = now.fileKey();
                offset = 0;
                tokens = 0;
                steps.clear();
            }
            byte[] more = more(now.size());
            int start = 0;
            for (int i = 0; i < more.length; i++) {
                if (more[i] == '\n') {
                    line(Json.read(new String(more, start, i - start, StandardCharsets.UTF_8)), events);
                    start = i + 1;
                }
            }
            offset += start;
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] more(long size) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
            open.seek(offset);
            byte[] bytes = new byte[Math.toIntExact(Math.min(size - offset, 16 << 20))];
            open.readFully(bytes);
            return bytes;
        }
    }

    private void line(JsonNode line, List<JobEvent> events) {
        long step = line.path("step").asLong(0);
        Map<String, Object> numbers = steps.computeIfAbsent(step, key -> new LinkedHashMap<>(Map.of("step", key)));
        if (line.path("kind").asString("").equals("step")) {
            tokens += line.path("tokens").asLong(0);
            put(numbers, "train_loss", line.path("loss"));
            events.add(told(step, "training loss", numbers, "train_loss", "train"));
        } else {
            JsonNode metrics = line.path("metrics");
            put(numbers, VALID_LOSS, metrics.path("loss"));
            put(numbers, VALID_ACCURACY, metrics.path("token_accuracy"));
            put(numbers, "valid_loss", metrics.path("loss"));
            put(numbers, "valid_mean_token_accuracy", metrics.path("token_accuracy"));
            events.add(told(step, "full validation loss", numbers, VALID_LOSS, "valid"));
        }
    }

    private static void put(Map<String, Object> numbers, String name, JsonNode value) {
        if (value.isNumber()) {
            numbers.put(name, value.doubleValue());
        }
    }

    private static JobEvent told(long step, String what, Map<String, Object> numbers, String name, String mark) {
        String value = numbers.get(name) instanceof Double number ? String.format(Locale.ROOT, "%.4f", number) : "NaN";
        return JobEvent.metrics("Step " + step + ": " + what + "=" + value, Json.text(numbers), mark + "-" + step);
    }

    /** Numbers of one step; of a step without any, its own. */
    Map<String, Object> at(long step) {
        return steps.getOrDefault(step, Map.of("step", step));
    }

    /** Over all epochs. */
    long tokens() {
        return tokens;
    }

    /** A line for each step. */
    String csv() {
        StringBuilder csv = new StringBuilder(String.join(",", COLUMNS)).append('\n');
        steps.values().forEach(numbers -> {
            StringJoiner row = new StringJoiner(",", "", "\n");
            COLUMNS.forEach(column -> row.add(String.valueOf(numbers.getOrDefault(column, ""))));
            csv.append(row);
        });
        return csv.toString();
    }
}
