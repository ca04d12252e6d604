// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attune.report.page.Caption;
import org.attune.report.page.Html;
import org.attune.report.page.LineChart;
import org.attune.report.page.Numbers;
import org.attune.report.page.Page;
import org.attune.report.page.Points;
import org.attune.report.page.Series;

/** What the model knew before: its quality there as it came, while it learnt and now. */
record RetentionSection() implements Section {

    /** The first of these that a task has is what it is judged by. */
    private static final List<String> FIRST =
            List.of("accuracy", "f1_micro", "entity_f1", "pearson", "perplexity", "loss");

    private static final int MOST_LINES = 3;

    @Override
    public String id() {
        return "retained";
    }

    @Override
    public String heading(View view) {
        return "What the model knew before";
    }

    @Override
    public boolean hasContent(View view) {
        return !view.run().evaluation().retained().isEmpty();
    }

    @Override
    public void write(View view, Html page) {
        EvaluationFile evaluation = view.run().evaluation();
        page.element(
                "p",
                "Tasks of before, each with its own head, which stays as it is: the model as it came beside what it has become.");
        Page.table(
                page, "Before and after", "", "Task", "Rows", "Metric", "Before", "Now", "95 % interval", "Difference");
        evaluation.retained().forEach(split -> {
            Map<String, Measure> before = evaluation.before().getOrDefault(split.name(), Map.of());
            split.metrics().forEach((name, now) -> {
                Measure there = before.get(name);
                page.open("tr").element("th", name(split.name()), "scope", "row");
                page.element("td", Numbers.count(split.n()), "class", "n");
                page.element("td", MetricWords.of(name));
                page.element("td", there == null ? Numbers.NONE : Numbers.value(there.value()), "class", "n");
                page.element("td", Numbers.value(now.value()), "class", "n");
                page.element(
                        "td",
                        now.hasInterval() ? Numbers.interval(now.low(), now.high()) : Numbers.NONE,
                        "class",
                        "soft");
                String apart = there == null ? Numbers.NONE : Numbers.signed(now.value() - there.value());
                page.element("td", apart, "class", "n").close().line();
            });
        });
        Page.endTable(page);
        curves(view, page);
    }

    /** A chart for each metric that tasks are judged by: one axis serves only what has one scale. */
    private static void curves(View view, Html page) {
        EvaluationFile evaluation = view.run().evaluation();
        for (String metric : FIRST) {
            List<Series> lines = new ArrayList<>();
            evaluation.retained().stream()
                    .filter(split -> metric.equals(first(split.metrics().keySet())))
                    .limit(MOST_LINES)
                    .forEach(split -> lines.add(new Series(
                            name(split.name()), "s" + (lines.size() + 1), points(view, split.name(), metric), true)));
            LineChart.draw(
                    page,
                    new Caption(MetricWords.of(metric) + " while training", "", "step", ""),
                    LineChart.HALF,
                    lines);
        }
    }

    /** The metric by which a task is judged, of those there are. */
    static String first(Set<String> there) {
        return FIRST.stream().filter(there::contains).findFirst().orElse("");
    }

    /** From the model as it came, at step 0. */
    private static Points points(View view, String split, String metric) {
        List<double[]> found = new ArrayList<>();
        Measure before =
                view.run().evaluation().before().getOrDefault(split, Map.of()).get(metric);
        if (before != null) {
            found.add(new double[] {0, before.value()});
        }
        view.run().metrics().evaluations().stream()
                .filter(row -> row.split().equals(split) && row.metrics().containsKey(metric))
                .forEach(
                        row -> found.add(new double[] {row.step(), row.metrics().get(metric)}));
        return new Points(
                found.stream().mapToDouble(p -> p[0]).toArray(),
                found.stream().mapToDouble(p -> p[1]).toArray());
    }

    private static String name(String split) {
        return split.substring("retain.".length());
    }
}
