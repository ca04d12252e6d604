// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attune.report.page.Caption;
import org.attune.report.page.Html;
import org.attune.report.page.LineChart;
import org.attune.report.page.Numbers;
import org.attune.report.page.Points;
import org.attune.report.page.Series;
import tools.jackson.databind.JsonNode;

/** What the model was between how it came and how it was tuned, on the new task and on those of before, and which of all that results. */
record InterpolationSection() implements Section {

    private static final int MOST_LINES = 3;

    @Override
    public String id() {
        return "interpolation";
    }

    @Override
    public String heading(View view) {
        return "Between the model as it came and the tuned one";
    }

    @Override
    public boolean hasContent(View view) {
        return !view.run().interpolation().path("points").isEmpty();
    }

    @Override
    public void write(View view, Html page) {
        JsonNode file = view.run().interpolation();
        String by = file.path("by").asString("").equals("validation")
                ? "the best on validation data among those at which all holds that is required of tasks of before"
                : "the share that the recipe asks for";
        page.element(
                "p",
                "The result has " + Numbers.value(file.path("chosen").asDouble(1)) + " of what was tuned: " + by
                        + ". All of it was measured at shares from 0, the model as it came with the new head, to 1.");
        metrics(view, file).forEach((metric, splits) -> {
            List<Series> lines = new ArrayList<>();
            for (String split : splits) {
                if (lines.size() < MOST_LINES) {
                    lines.add(new Series(split, "s" + (lines.size() + 1), points(file, split, metric), true));
                }
            }
            LineChart.draw(
                    page,
                    new Caption(MetricWords.of(metric), "", "share of what was tuned", ""),
                    LineChart.HALF,
                    lines);
        });
    }

    /** The first metric of each split, and the splits that have it: one axis serves only what has one scale. */
    private static Map<String, Set<String>> metrics(View view, JsonNode file) {
        Map<String, Set<String>> found = new LinkedHashMap<>();
        file.path("points").path(0).path("metrics").properties().forEach(split -> {
            Set<String> there = new LinkedHashSet<>(split.getValue().propertyNames());
            String first = EvaluationFile.isRetained(split.getKey())
                    ? RetentionSection.first(there)
                    : MetricWords.main(view.run(), view.family(), there).stream()
                            .findFirst()
                            .orElse("");
            found.computeIfAbsent(first, key -> new LinkedHashSet<>()).add(split.getKey());
        });
        return found;
    }

    private static Points points(JsonNode file, String split, String metric) {
        List<double[]> found = new ArrayList<>();
        file.path("points")
                .forEach(point -> found.add(new double[] {
                    point.path("alpha").asDouble(0),
                    point.path("metrics").path(split).path(metric).asDouble(Double.NaN)
                }));
        return new Points(
                found.stream().mapToDouble(p -> p[0]).toArray(),
                found.stream().mapToDouble(p -> p[1]).toArray());
    }
}
