// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a report needs of the predictions, gathered in one pass. Not thread-safe. */
final class PredictionSummary {

    private static final int MOST_MISTAKES = 20;

    private final String task;
    private final Calibration calibration = new Calibration();
    private final Worst mistakes = new Worst(MOST_MISTAKES);
    private final NumberPairs numbers = new NumberPairs();
    private @Nullable Family family;
    private long rows;
    private long labelled;
    private List<String> damage = List.of();

    private PredictionSummary(String task) {
        this.task = task;
    }

    static PredictionSummary of(RunFiles run) {
        PredictionSummary summary = new PredictionSummary(run.recipe().task());
        summary.damage = run.predictions(summary::add);
        return summary;
    }

    private void add(PredictionRow row) {
        if (family == null) {
            family = Family.of(task, row);
        }
        rows++;
        if (!row.label().isKnown()) {
            return;
        }
        labelled++;
        if (family == Family.NUMBERS) {
            numbers.add(row.label().number(), row.prediction().number());
        } else if (family == Family.LABELS || family == Family.LABEL_SETS) {
            calibration.add(row);
        }
        double score = score(family, row);
        if (score >= 0) {
            mistakes.add(row, score, rows);
        }
    }

    /** How bad a mistake is, NaN where there is none. */
    private static double score(Family family, PredictionRow row) {
        boolean differs = !row.label().names().equals(row.prediction().names());
        return switch (family) {
            case LABELS -> differs ? orZero(row.probability(row.prediction().text())) : Double.NaN;
            case LABEL_SETS -> farthest(row);
            case NUMBERS -> Math.abs(row.prediction().number() - row.label().number());
            case TAGS -> differs ? TagSpans.disagreements(row) : Double.NaN;
            case TEXTS -> differs ? 0 : Double.NaN;
            case LIKELIHOODS -> row.prediction().number();
        };
    }

    private static double farthest(PredictionRow row) {
        Set<String> truth = new HashSet<>(row.label().names());
        if (truth.equals(new HashSet<>(row.prediction().names()))) {
            return Double.NaN;
        }
        double farthest = 0;
        for (Map.Entry<String, Double> each : row.probabilities().entrySet()) {
            double wrong = truth.contains(each.getKey()) ? 1 - each.getValue() : each.getValue();
            farthest = Math.max(farthest, orZero(wrong));
        }
        return farthest;
    }

    private static double orZero(double value) {
        return Double.isFinite(value) ? value : 0;
    }

    Family family() {
        return family == null ? Family.of(task, null) : family;
    }

    Calibration calibration() {
        return calibration;
    }

    Worst mistakes() {
        return mistakes;
    }

    NumberPairs numbers() {
        return numbers;
    }

    long rows() {
        return rows;
    }

    /** Rows whose truth is known. */
    long labelled() {
        return labelled;
    }

    List<String> damage() {
        return damage;
    }
}
