// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.attune.report.page.Caption;
import org.attune.report.page.Html;
import org.attune.report.page.LineChart;
import org.attune.report.page.Numbers;
import org.attune.report.page.Points;
import org.attune.report.page.Series;

/** How training went: loss, validation metrics and learning rate by step. */
record CurvesSection() implements Section {

    private static final int MOST_LINES = 3;

    @Override
    public String id() {
        return "training";
    }

    @Override
    public String heading(View view) {
        return "Training";
    }

    @Override
    public boolean hasContent(View view) {
        return !view.run().metrics().steps().isEmpty()
                || !view.run().metrics().evaluations().isEmpty();
    }

    @Override
    public void write(View view, Html page) {
        MetricsFile metrics = view.run().metrics();
        List<StepRow> steps = metrics.steps();
        if (!steps.isEmpty()) {
            double peak =
                    view.run().manifest().path("machine").path("peak_flops").asDouble(0);
            page.element("p", facts(steps, peak));
        }
        loss(page, metrics);
        page.open("div", "class", "pair");
        validation(view, page);
        Points rate = points(steps, StepRow::learningRate);
        LineChart.draw(
                page,
                new Caption("Learning rate", "Highest " + Numbers.value(rate.highest()), "step", ""),
                LineChart.HALF,
                List.of(new Series("learning rate", "s1", rate, false)));
        page.close();
    }

    /** What the model's mathematics came to, and its share of what the machine can do where that is known. */
    private static Optional<String> work(List<StepRow> steps, double peak) {
        double[] work = finite(steps, StepRow::flopsPerSecond)
                .filter(flops -> flops > 0)
                .sorted()
                .toArray();
        if (work.length == 0) {
            return Optional.empty();
        }
        double median = work[work.length / 2];
        return Optional.of(", " + Numbers.value(median / 1e9) + " GFLOP/s"
                + (peak > 0 ? " (" + Numbers.percent(median / peak) + " of this machine’s peak)" : ""));
    }

    private static String facts(List<StepRow> steps, double peak) {
        StepRow last = steps.get(steps.size() - 1);
        StringBuilder words = new StringBuilder(Numbers.count(last.step()) + " optimiser steps");
        if (Double.isFinite(last.epoch())) {
            words.append(" over ").append(epochs(last.epoch()));
        }
        double rows = finite(steps, StepRow::rows).sum();
        if (rows > 0) {
            words.append(", ").append(Numbers.count(rows)).append(" rows");
        }
        double tokens = finite(steps, StepRow::tokens).sum();
        if (tokens > 0) {
            words.append(" with ").append(Numbers.count(tokens)).append(" tokens");
        }
        double[] rates = finite(steps, StepRow::rowsPerSecond).sorted().toArray();
        if (rates.length > 0) {
            words.append(", typically ")
                    .append(Numbers.count(Math.round(rates[rates.length / 2])))
                    .append(" rows a second");
        }
        work(steps, peak).ifPresent(words::append);
        double memory = finite(steps, StepRow::residentBytes).max().orElse(0);
        if (memory > 0) {
            words.append(", at most ").append(Numbers.bytes(memory)).append(" of memory");
        }
        return words.append(".").toString();
    }

    private static String epochs(double epochs) {
        double nearest = Math.rint(epochs);
        if (Math.abs(epochs - nearest) < 0.005) {
            return Numbers.count(nearest) + (nearest == 1 ? " epoch" : " epochs");
        }
        return Numbers.tick(epochs, 0.1) + " epochs";
    }

    private static DoubleStream finite(List<StepRow> steps, ToDoubleFunction<StepRow> value) {
        return steps.stream().mapToDouble(value).filter(Double::isFinite);
    }

    private static void loss(Html page, MetricsFile metrics) {
        Points raw = points(metrics.steps(), StepRow::loss);
        int span = Math.max(1, raw.size() / 20);
        List<Series> lines = new ArrayList<>();
        if (span > 1) {
            lines.add(new Series("training, each step", "raw", raw, false));
        }
        lines.add(new Series("training, smoothed", "s1", raw.smoothed(span).sampled(300), false));
        lines.addAll(validationLoss(metrics));
        String words = raw.size() == 0
                ? ""
                : "From " + Numbers.value(raw.y()[0]) + " at the first step to "
                        + Numbers.value(raw.smoothed(span).y()[raw.size() - 1]) + " (smoothed) at the last";
        LineChart.draw(page, new Caption("Loss", words, "step", ""), LineChart.WIDE, lines);
    }

    /** The metric that the training loss is an estimate of, by whatever name it was measured. */
    private static List<Series> validationLoss(MetricsFile metrics) {
        for (String name : List.of("loss", "log_loss", "mse")) {
            Map<String, Points> found = byName(metrics.learnt(), List.of(name));
            if (!found.isEmpty()) {
                return found.entrySet().stream()
                        .map(line -> new Series(line.getKey(), "s2", line.getValue(), true))
                        .toList();
            }
        }
        return List.of();
    }

    private static void validation(View view, Html page) {
        MetricsFile metrics = view.run().metrics();
        Map<String, Double> there = new LinkedHashMap<>();
        metrics.learnt().forEach(row -> there.putAll(row.metrics()));
        there.remove("loss");
        List<String> names = new ArrayList<>(MetricWords.main(view.run(), view.family(), there.keySet()));
        if (!names.isEmpty()) {
            // one axis serves only what has one scale
            boolean bounded = MetricWords.bounded(names.get(0));
            names.removeIf(name -> MetricWords.bounded(name) != bounded);
        }
        List<Series> lines = new ArrayList<>();
        byName(metrics.learnt(), names).forEach((name, points) -> {
            if (lines.size() < MOST_LINES) {
                lines.add(new Series(name, "s" + (lines.size() + 1), points, true));
            }
        });
        LineChart.draw(page, new Caption("While training", best(lines), "step", ""), LineChart.HALF, lines);
    }

    private static String best(List<Series> lines) {
        StringBuilder words = new StringBuilder();
        for (Series line : lines) {
            Points points = line.points();
            words.append(words.isEmpty() ? "" : "; ").append(line.name()).append(": last ");
            words.append(Numbers.value(points.y()[points.size() - 1])).append(", highest ");
            words.append(Numbers.value(points.highest()));
        }
        return words.toString();
    }

    /** A line for each split and metric: {@code validation accuracy}. */
    private static Map<String, Points> byName(List<EvaluationRow> rows, List<String> names) {
        Map<String, List<double[]>> found = new LinkedHashMap<>();
        for (String name : names) {
            for (EvaluationRow row : rows) {
                Double value = row.metrics().get(name);
                if (value != null) {
                    found.computeIfAbsent(row.split() + " " + MetricWords.within(name), key -> new ArrayList<>())
                            .add(new double[] {row.step(), value});
                }
            }
        }
        Map<String, Points> lines = new LinkedHashMap<>();
        found.forEach((name, points) -> lines.put(
                name,
                new Points(
                        points.stream().mapToDouble(p -> p[0]).toArray(),
                        points.stream().mapToDouble(p -> p[1]).toArray())));
        return lines;
    }

    private static Points points(List<StepRow> steps, ToDoubleFunction<StepRow> value) {
        return new Points(
                steps.stream().mapToDouble(StepRow::step).toArray(),
                steps.stream().mapToDouble(value).toArray());
    }
}
