// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.task.ClassScores;
import org.attune.task.ScoreChecks;

/** Metrics of single-label classification. */
public final class Classification {

    private Classification() {}

    /**
     * Everything that is said about one split.
     *
     * @param labels the classes' names, in the order of the probabilities
     */
    public static SplitEvaluation measure(ClassScores scores, List<String> labels, Bootstrap bootstrap) {
        if (scores.rows() > 0) {
            ScoreChecks.sameLength(labels.size(), scores.classes());
        }
        CountFamily counts = new CountFamily(scores.labels(), scores.predictions(), labels.size());
        Calibration calibration = Calibration.of(scores);
        Map<String, Metric> metrics = new LinkedHashMap<>();
        for (Family family : List.of(counts, MeanFamily.of(scores), RankingFamily.of(scores), calibration)) {
            metrics.putAll(bootstrap.measure(family));
        }
        wilson(metrics, List.of("accuracy", "top5_accuracy"), scores.rows(), bootstrap);
        Map<String, ClassRow> table = table(counts, labels);
        return new SplitEvaluation(scores.rows(), metrics, table, Confusion.of(scores, labels), calibration.bins());
    }

    /** Gives shares of rows their better interval, where intervals are wanted at all. */
    static void wilson(Map<String, Metric> metrics, List<String> shares, int rows, Bootstrap bootstrap) {
        if (bootstrap.resamples() > 0) {
            shares.forEach(name -> wilson(metrics, name, rows));
        }
    }

    static void wilson(Map<String, Metric> metrics, String name, int rows) {
        Metric share = metrics.get(name);
        Metric better = share == null ? null : Bootstrap.wilson(share.value(), rows);
        if (better != null) {
            metrics.put(name, better);
        }
    }

    private static Map<String, ClassRow> table(CountFamily family, List<String> labels) {
        int[] once = new int[family.rows()];
        Arrays.fill(once, 1);
        Counts counts = family.counts(once);
        Map<String, ClassRow> table = new LinkedHashMap<>();
        for (int c = 0; c < labels.size(); c++) {
            table.put(labels.get(c), counts.row(c));
        }
        return table;
    }
}
