// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Two runs side by side. Where both answered the same rows, the difference is tested on the pairs, which sees far smaller
 * differences than two intervals that overlap.
 *
 * @param paired empty where the runs did not answer the same rows; {@code remarks} then says why
 * @param recipe the first keys that differ, without the output directory
 */
public record RunComparison(
        String first,
        String second,
        List<MetricRow> metrics,
        Optional<PairedComparison> paired,
        List<KeyRow> recipe,
        List<String> remarks) {

    private static final int MOST_KEYS = 20;

    /** A metric of a split in both runs. */
    public record MetricRow(String split, String metric, Measure first, Measure second) {

        /** The second run's value less the first one's; NaN where one is missing. */
        public double difference() {
            return second.value() - first.value();
        }
    }

    /** A key of the recipe with its two values, empty where a recipe does not have it. */
    public record KeyRow(String key, String first, String second) {}

    public RunComparison {
        metrics = List.copyOf(metrics);
        recipe = List.copyOf(recipe);
        remarks = List.copyOf(remarks);
    }

    /** @throws org.attune.problem.InputException where one of the directories does not exist */
    public static RunComparison of(Path first, Path second) {
        RunFiles a = RunFiles.read(first);
        RunFiles b = RunFiles.read(second);
        List<String> remarks = new ArrayList<>();
        a.damage().forEach(damage -> remarks.add(a.name() + ": " + damage));
        b.damage().forEach(damage -> remarks.add(b.name() + ": " + damage));
        Optional<PairedComparison> paired =
                AnswerSheets.read(List.of(a, b), remarks).map(PairedComparison::of);
        return new RunComparison(a.name(), b.name(), metrics(a, b), paired, keys(a.recipe(), b.recipe()), remarks);
    }

    /** A plain-text table for people. */
    public String text() {
        return ComparisonText.of(this);
    }

    /** One JSON document. */
    public String json() {
        return ComparisonJson.of(this);
    }

    private static List<MetricRow> metrics(RunFiles a, RunFiles b) {
        List<MetricRow> rows = new ArrayList<>();
        a.evaluation().splits().forEach((name, split) -> {
            SplitResult other = b.evaluation().splits().get(name);
            if (other != null) {
                split.metrics().forEach((metric, measure) -> {
                    Measure there = other.metrics().get(metric);
                    if (there != null) {
                        rows.add(new MetricRow(name, metric, measure, there));
                    }
                });
            }
        });
        return rows;
    }

    private static List<KeyRow> keys(RecipeFile a, RecipeFile b) {
        Map<String, String> mine = a.flat();
        Map<String, String> theirs = b.flat();
        Set<String> all = new LinkedHashSet<>(mine.keySet());
        all.addAll(theirs.keySet());
        return all.stream()
                .filter(key -> !key.equals("output"))
                .filter(key -> !Objects.equals(mine.get(key), theirs.get(key)))
                .limit(MOST_KEYS)
                .map(key -> new KeyRow(key, mine.getOrDefault(key, ""), theirs.getOrDefault(key, "")))
                .toList();
    }
}
