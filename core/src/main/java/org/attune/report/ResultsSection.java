// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.report.page.Html;
import org.attune.report.page.IntervalPlot;
import org.attune.report.page.IntervalPlot.Mark;
import org.attune.report.page.Numbers;
import org.attune.report.page.Page;

/** Every metric with its interval, the baselines beside it, and a small picture of both. */
record ResultsSection() implements Section {

    @Override
    public String id() {
        return "results";
    }

    @Override
    public String heading(View view) {
        return "Results";
    }

    @Override
    public boolean hasContent(View view) {
        return view.run().evaluation().main().isPresent();
    }

    @Override
    public void write(View view, Html page) {
        EvaluationFile evaluation = view.run().evaluation();
        SplitResult main = evaluation.main().orElseThrow();
        page.element(
                "p", "Brackets hold the 95 % interval: how far the value may be off because these rows are a sample.");
        legend(view, evaluation.baselines(), page);
        table(view, main, evaluation.baselines(), page);
        evaluation.splits().values().stream()
                .filter(split -> !split.name().equals(main.name()))
                .filter(split -> !EvaluationFile.isRetained(split.name()))
                .forEach(split -> {
                    page.element("h3", "On " + split.name());
                    table(view, split, Map.of(), page);
                });
    }

    private static void legend(View view, Map<String, Map<String, Measure>> baselines, Html page) {
        if (baselines.isEmpty()) {
            return;
        }
        page.open("p", "class", "marks");
        page.open("span");
        IntervalPlot.key(page, "this model", "tuned");
        page.text("this model").close();
        for (String name : baselines.keySet()) {
            page.open("span");
            IntervalPlot.key(page, MetricWords.baseline(name, view.family()), name);
            page.text(MetricWords.explained(name, view.family())).close();
        }
        page.close();
    }

    private static void table(View view, SplitResult split, Map<String, Map<String, Measure>> baselines, Html page) {
        List<String> columns = new ArrayList<>(List.of("Metric", "This model", "95 % interval"));
        baselines.keySet().forEach(name -> columns.add(capital(MetricWords.baseline(name, view.family()))));
        columns.add("");
        Page.table(page, caption(split), "numbers", columns.toArray(String[]::new));
        split.metrics().forEach((name, measure) -> {
            page.open("tr").open("th", "scope", "row").text(MetricWords.of(name));
            if (MetricWords.smallerIsBetter(name)) {
                page.element("span", " (lower is better)", "class", "soft");
            }
            page.close();
            page.element("td", Numbers.value(measure.value()));
            page.element(
                    "td",
                    measure.hasInterval() ? Numbers.interval(measure.low(), measure.high()) : Numbers.NONE,
                    "class",
                    "soft");
            baselines.values().forEach(values -> page.element("td", value(values, name)));
            page.open("td");
            plot(page, name, measure, baselines);
            page.close().close().line();
        });
        Page.endTable(page);
    }

    private static String caption(SplitResult split) {
        String rows = Double.isNaN(split.n()) ? "" : ", " + Numbers.count(split.n()) + " rows";
        String methods = split.metrics().values().stream()
                .map(Measure::method)
                .filter(method -> !method.isEmpty())
                .distinct()
                .reduce((a, b) -> a + ", " + b)
                .map(all -> "; intervals: " + all)
                .orElse("");
        return "Split " + split.name() + rows + methods;
    }

    private static String value(Map<String, Measure> values, String metric) {
        Measure measure = values.get(metric);
        return measure == null ? Numbers.NONE : Numbers.value(measure.value());
    }

    private static void plot(Html page, String metric, Measure measure, Map<String, Map<String, Measure>> baselines) {
        List<Mark> marks = new ArrayList<>();
        new LinkedHashMap<>(baselines).forEach((name, values) -> {
            Measure other = values.get(metric);
            if (other != null && Double.isFinite(other.value())) {
                marks.add(new Mark(name.replace('_', ' '), name, other.value(), other.low(), other.high()));
            }
        });
        if (Double.isFinite(measure.value())) {
            marks.add(new Mark("this model", "tuned", measure.value(), measure.low(), measure.high()));
        }
        if (!marks.isEmpty()) {
            double least = marks.stream()
                    .mapToDouble(m -> Math.min(m.value(), low(m)))
                    .min()
                    .orElse(0);
            double most = marks.stream()
                    .mapToDouble(m -> Math.max(m.value(), high(m)))
                    .max()
                    .orElse(1);
            boolean bounded = MetricWords.bounded(metric) && least >= -1 && most <= 1;
            double from = bounded ? (marks.stream().anyMatch(m -> m.value() < 0) ? -1 : 0) : Math.min(0, least);
            double to = bounded ? 1 : Math.max(from + 1e-12, most * 1.05);
            if (from < to && Double.isFinite(to - from)) {
                IntervalPlot.draw(page, MetricWords.of(metric), from, to, marks);
            }
        }
    }

    private static double low(Mark mark) {
        return Double.isNaN(mark.low()) ? mark.value() : mark.low();
    }

    private static double high(Mark mark) {
        return Double.isNaN(mark.high()) ? mark.value() : mark.high();
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
