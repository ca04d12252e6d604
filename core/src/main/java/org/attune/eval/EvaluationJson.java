// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes {@code evaluation.json}: keys in a fixed order, numbers with all their digits, so that equal results are equal bytes. */
public final class EvaluationJson {

    static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final ObjectWriter PRETTY = MAPPER.writerWithDefaultPrettyPrinter();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private EvaluationJson() {}

    public static String text(EvaluationReport report) {
        return text(tree(report));
    }

    /** With what is to be said about the result in words, under {@code findings}. */
    public static String text(EvaluationReport report, List<Finding> findings) {
        ObjectNode root = tree(report);
        ArrayNode list = root.putArray("findings");
        for (Finding finding : findings) {
            ObjectNode node = list.addObject();
            node.put("kind", word(finding.kind()));
            node.put("severity", word(finding.severity()));
            node.put("text", finding.text());
        }
        return text(root);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String text(ObjectNode root) {
        return PRETTY.writeValueAsString(root).replace("\r\n", "\n") + "\n";
    }

    public static void write(EvaluationReport report, Path file) {
        try {
            Files.writeString(file, text(report), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws org.attune.problem.InputException where the file is not of the contract's shape */
    public static EvaluationReport read(Path file) {
        return EvaluationReader.read(file);
    }

    /** The document itself, for those who embed it. */
    public static ObjectNode tree(EvaluationReport report) {
        ObjectNode root = NODES.objectNode();
        ObjectNode splits = root.putObject("splits");
        report.splits().forEach((name, split) -> splits.set(name, split(split)));
        ObjectNode baselines = root.putObject("baselines");
        report.baselines().forEach((name, baseline) -> baselines.set(name, baseline(baseline)));
        ArrayNode require = root.putArray("require");
        report.require().forEach(row -> require.add(row(row)));
        return root;
    }

    private static ObjectNode split(SplitEvaluation split) {
        ObjectNode node = NODES.objectNode();
        node.put("n", split.n());
        node.set("metrics", metrics(split.metrics()));
        if (!split.perClass().isEmpty()) {
            ObjectNode table = node.putObject("per_class");
            split.perClass()
                    .forEach((label, row) -> table.putObject(label)
                            .put("precision", row.precision())
                            .put("recall", row.recall())
                            .put("f1", row.f1())
                            .put("support", row.support()));
        }
        Confusion confusion = split.confusion();
        if (confusion != null) {
            ObjectNode matrix = node.putObject("confusion");
            ArrayNode labels = matrix.putArray("labels");
            confusion.labels().forEach(labels::add);
            ArrayNode counts = matrix.putArray("counts");
            for (int[] row : confusion.counts()) {
                ArrayNode line = counts.addArray();
                for (int count : row) {
                    line.add(count);
                }
            }
        }
        return node;
    }

    private static ObjectNode baseline(Baseline baseline) {
        ObjectNode node = NODES.objectNode();
        node.set("metrics", metrics(baseline.metrics()));
        if (!baseline.splits().isEmpty()) {
            ObjectNode splits = node.putObject("splits");
            baseline.splits().forEach((split, values) -> splits.putObject(split).set("metrics", metrics(values)));
        }
        return node;
    }

    private static ObjectNode metrics(Map<String, Metric> metrics) {
        ObjectNode node = NODES.objectNode();
        metrics.forEach((name, metric) -> {
            ObjectNode value = node.putObject(name).put("value", metric.value());
            Interval interval = metric.ci95();
            if (interval == null) {
                value.putNull("ci95");
            } else {
                value.putArray("ci95").add(interval.low()).add(interval.high());
            }
            value.put("ci_method", metric.ciMethod());
        });
        return node;
    }

    private static ObjectNode row(Require.Row row) {
        return NODES.objectNode()
                .put("criterion", row.key())
                .put("rule", row.rule())
                .put("value", row.value())
                .put("limit", row.limit())
                .put("passed", row.passed());
    }
}
