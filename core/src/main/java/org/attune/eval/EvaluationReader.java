// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads {@code evaluation.json} strictly; keys that a later version may add are passed over. */
final class EvaluationReader {

    private static final long LARGEST_FILE = 256L << 20;

    private final Path file;

    private EvaluationReader(Path file) {
        this.file = file;
    }

    static EvaluationReport read(Path file) {
        EvaluationReader reader = new EvaluationReader(file);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_FILE) {
                throw reader.wrong("", "no readable file", "an evaluation.json of at most 256 MB");
            }
            return reader.report(EvaluationJson.MAPPER.readTree(Files.readAllBytes(file)));
        } catch (JacksonException e) {
            throw reader.wrong("", "no JSON: " + Problem.quote(e.getOriginalMessage()), "one JSON document");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EvaluationReport report(JsonNode root) {
        Map<String, SplitEvaluation> splits = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> split : object(root, "splits").properties()) {
            splits.put(split.getKey(), split(split.getValue(), "splits." + split.getKey()));
        }
        Map<String, Baseline> baselines = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : optional(root, "baselines")) {
            String where = "baselines." + entry.getKey();
            Map<String, Map<String, Metric>> further = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> split : optional(entry.getValue(), "splits")) {
                further.put(split.getKey(), metrics(split.getValue(), where + ".splits." + split.getKey()));
            }
            baselines.put(entry.getKey(), new Baseline(metrics(entry.getValue(), where), further));
        }
        List<Require.Row> require = new ArrayList<>();
        for (JsonNode row : root.path("require")) {
            require.add(row(row));
        }
        return new EvaluationReport(splits, baselines, require);
    }

    private SplitEvaluation split(JsonNode node, String where) {
        Map<String, ClassRow> table = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> row : optional(node, "per_class")) {
            String at = where + ".per_class." + row.getKey();
            JsonNode values = row.getValue();
            table.put(
                    row.getKey(),
                    new ClassRow(
                            number(values, "precision", at),
                            number(values, "recall", at),
                            number(values, "f1", at),
                            (long) number(values, "support", at)));
        }
        int n = (int) number(node, "n", where);
        return new SplitEvaluation(n, metrics(node, where), table, confusion(node, where), List.of());
    }

    private @Nullable Confusion confusion(JsonNode node, String where) {
        JsonNode matrix = node.path("confusion");
        if (matrix.isMissingNode() || matrix.isNull()) {
            return null;
        }
        List<String> labels = new ArrayList<>();
        matrix.path("labels").forEach(label -> labels.add(label.asString("")));
        JsonNode lines = matrix.path("counts");
        int[][] counts = new int[lines.size()][];
        for (int i = 0; i < counts.length; i++) {
            JsonNode line = lines.path(i);
            counts[i] = new int[line.size()];
            for (int j = 0; j < counts[i].length; j++) {
                counts[i][j] = line.path(j).asInt(0);
            }
            if (counts[i].length != labels.size() || counts.length != labels.size()) {
                throw wrong(where + ".confusion", "a matrix that does not fit its labels", "one row per label");
            }
        }
        return new Confusion(labels, counts);
    }

    private Map<String, Metric> metrics(JsonNode node, String where) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : object(node, "metrics").properties()) {
            String at = where + ".metrics." + entry.getKey();
            metrics.put(entry.getKey(), metric(entry.getValue(), at));
        }
        return metrics;
    }

    private Metric metric(JsonNode node, String where) {
        double value = number(node, "value", where);
        JsonNode ci = node.path("ci95");
        if (!ci.isArray()) {
            return Metric.of(value);
        }
        double low = ci.path(0).asDouble(Double.NaN);
        double high = ci.path(1).asDouble(Double.NaN);
        if (ci.size() != 2 || !(low <= high)) {
            throw wrong(where + ".ci95", Problem.quote(ci), "two numbers, the lower one first");
        }
        return new Metric(value, new Interval(low, high), node.path("ci_method").asString("unknown"));
    }

    private Require.Row row(JsonNode node) {
        JsonNode value = node.path("value");
        JsonNode limit = node.path("limit");
        return new Require.Row(
                node.path("criterion").asString(""),
                node.path("rule").asString(""),
                value.isNumber() ? (Double) value.asDouble() : null,
                limit.isNumber() ? (Double) limit.asDouble() : null,
                node.path("passed").asBoolean(false));
    }

    private JsonNode object(JsonNode node, String key) {
        JsonNode found = node.path(key);
        if (!found.isObject()) {
            throw wrong(key, "no object " + Problem.quote(key), "an evaluation.json has it");
        }
        return found;
    }

    private static Iterable<Map.Entry<String, JsonNode>> optional(JsonNode node, String key) {
        return node.path(key).properties();
    }

    private double number(JsonNode node, String key, String where) {
        JsonNode found = node.path(key);
        if (!found.isNumber() || !Double.isFinite(found.asDouble(Double.NaN))) {
            throw wrong(where + "." + key, Problem.quote(found), "a number");
        }
        return found.asDouble(Double.NaN);
    }

    private InputException wrong(String key, String found, String expected) {
        String where = key.isEmpty() ? file.toString() : file + ", " + key;
        return new InputException("evaluation.file", where, found, expected, "evaluate the run again: attune evaluate");
    }
}
