// SPDX-License-Identifier: Apache-2.0
package org.attune.data.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.attune.data.Row;

/** Counts of labels, part by part, and what is odd about them. */
final class LabelFindings {

    /** Beyond this they are no classes. */
    private static final int MOST_CLASSES = 2000;

    private static final int IMBALANCE = 10;
    private static final int FEWEST = 5;

    private final List<Map<String, Long>> counts = new ArrayList<>();
    private final Examples missing = new Examples();
    private boolean classes = true;

    void beginPart() {
        counts.add(new LinkedHashMap<>());
    }

    void add(Row row, String label) {
        if (label.isBlank()) {
            missing.add(row.where(), "(no label)");
        } else if (classes) {
            Map<String, Long> part = counts.get(counts.size() - 1);
            part.merge(label, 1L, Long::sum);
            classes = part.size() <= MOST_CLASSES;
        }
    }

    /** The most frequent first; nothing where the labels are no classes. */
    Map<String, Long> counts(int part) {
        Map<String, Long> sorted = new LinkedHashMap<>();
        if (classes) {
            counts.get(part).entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .forEach(e -> sorted.put(e.getKey(), e.getValue()));
        }
        return sorted;
    }

    void into(List<Finding> findings, Mending mending) {
        if (missing.total() > 0) {
            findings.add(new Finding(
                    "empty-label",
                    Severity.SERIOUS,
                    missing.total(),
                    "rows have no label",
                    missing.list(),
                    mending.clean("--missing drop")));
        }
        if (classes && !counts.isEmpty()) {
            spellings(findings);
            balance(findings);
            unknown(findings);
        }
    }

    private void spellings(List<Finding> findings) {
        Map<String, List<String>> byWord = new TreeMap<>();
        counts.get(0)
                .keySet()
                .forEach(label -> byWord.computeIfAbsent(
                                label.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", " "),
                                l -> new ArrayList<>())
                        .add(label));
        List<List<String>> several =
                byWord.values().stream().filter(l -> l.size() > 1).toList();
        if (!several.isEmpty()) {
            findings.add(new Finding(
                    "label-spelling",
                    Severity.SERIOUS,
                    several.size(),
                    "labels are spelled in several ways and count as different classes",
                    examples(several.stream().map(List::toString).toList()),
                    "spell each of them in one way in the source"));
        }
    }

    private void balance(List<Finding> findings) {
        Map<String, Long> sorted = counts(0);
        if (sorted.size() < 2) {
            return;
        }
        long most = sorted.values().stream().mapToLong(Long::longValue).max().orElse(0);
        long fewest = sorted.values().stream().mapToLong(Long::longValue).min().orElse(0);
        List<String> rare = sorted.entrySet().stream()
                .filter(e -> e.getValue() < FEWEST)
                .map(e -> e.getKey() + ": " + e.getValue())
                .toList();
        if (!rare.isEmpty()) {
            findings.add(new Finding(
                    "rare-label",
                    Severity.WARNING,
                    rare.size(),
                    "labels have fewer than " + FEWEST + " rows: too few to learn and to measure",
                    examples(rare),
                    "collect more of them, or join them with another label in the source"));
        }
        if (most >= IMBALANCE * fewest) {
            findings.add(new Finding(
                    "imbalance",
                    Severity.NOTE,
                    most / fewest,
                    "times as many rows has the most frequent label as the rarest (" + most + " and " + fewest + ")",
                    List.of(),
                    "attune train RECIPE training.class_weights=balanced evaluate.metric=f1_macro"));
        }
    }

    private void unknown(List<Finding> findings) {
        for (int part = 1; part < counts.size(); part++) {
            List<String> unknown = counts.get(part).keySet().stream()
                    .filter(label -> !counts.get(0).containsKey(label))
                    .toList();
            if (!unknown.isEmpty()) {
                findings.add(new Finding(
                        "unknown-label",
                        Severity.SERIOUS,
                        unknown.size(),
                        "labels of held-out data do not come in the data that is learnt from",
                        examples(unknown),
                        "add rows with them, or take those rows out of the source"));
            }
        }
    }

    private static List<Finding.Example> examples(List<String> labels) {
        return labels.stream()
                .limit(Examples.MOST)
                .map(label -> new Finding.Example("labels", Examples.excerpt(label)))
                .toList();
    }
}
