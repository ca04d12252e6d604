// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attune.app.terminal.Console;
import org.attune.app.terminal.Quantity;
import org.attune.app.terminal.TextTable;
import org.attune.eval.EvaluationReport;
import org.attune.eval.Metric;
import org.attune.eval.Require;
import org.attune.eval.SplitEvaluation;

/** Metrics with their intervals, and beside them what something simpler reaches. */
final class MetricsTable {

    private static final String NONE = "-";

    private MetricsTable() {}

    static void print(Console console, EvaluationReport report) {
        report.splits().forEach((name, split) -> {
            console.print("");
            lines(report, name, split).forEach(console::print);
        });
        if (!report.require().isEmpty()) {
            console.print("");
            report.require().stream().map(Require.Row::text).forEach(console::print);
        }
    }

    static List<String> lines(EvaluationReport report, String name, SplitEvaluation split) {
        List<String> baselines = report.baselines().keySet().stream()
                .filter(baseline -> split.metrics().keySet().stream()
                        .anyMatch(metric ->
                                report.baseline(baseline, name, metric).isPresent()))
                .toList();
        List<String> heading = new ArrayList<>(List.of(name + ", " + split.n() + " rows", "value", "95 % interval"));
        baselines.forEach(baseline -> heading.add(baseline.replace('_', ' ')));
        TextTable table = new TextTable("l" + "r".repeat(2 + baselines.size()), heading.toArray(String[]::new));
        for (Map.Entry<String, Metric> metric : split.metrics().entrySet()) {
            List<String> row = new ArrayList<>();
            row.add(metric.getKey());
            row.add(Quantity.number(metric.getValue().value()));
            row.add(interval(metric.getValue()));
            baselines.forEach(baseline -> row.add(report.baseline(baseline, name, metric.getKey())
                    .map(value -> Quantity.number(value.value()))
                    .orElse(NONE)));
            table.row(row.toArray(String[]::new));
        }
        return table.lines();
    }

    private static String interval(Metric metric) {
        return metric.interval()
                .map(interval -> Quantity.number(interval.low()) + " to " + Quantity.number(interval.high()))
                .orElse(NONE);
    }
}
