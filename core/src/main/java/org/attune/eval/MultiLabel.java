// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.task.LabelScores;
import org.attune.task.ScoreChecks;

/** Metrics where a row has any number of labels. Means over labels take all labels, as scikit-learn's indicator matrices do. */
public final class MultiLabel {

    private MultiLabel() {}

    /** Everything that is said about one split. */
    public static SplitEvaluation measure(LabelScores scores, List<String> labels, Bootstrap bootstrap) {
        if (scores.rows() > 0) {
            ScoreChecks.sameLength(labels.size(), scores.classes());
        }
        LabelFamily counts = LabelFamily.of(scores, labels.size());
        Calibration calibration = Calibration.of(scores);
        Map<String, Metric> metrics = new LinkedHashMap<>();
        for (Family family : List.of(counts, MeanFamily.of(scores), RankingFamily.of(scores), calibration)) {
            metrics.putAll(bootstrap.measure(family));
        }
        if (bootstrap.resamples() > 0) {
            Classification.wilson(metrics, "accuracy", scores.rows());
        }
        int[] once = new int[scores.rows()];
        Arrays.fill(once, 1);
        Counts all = counts.counts(once);
        Map<String, ClassRow> table = new LinkedHashMap<>();
        for (int label = 0; label < labels.size(); label++) {
            table.put(labels.get(label), all.row(label));
        }
        return new SplitEvaluation(scores.rows(), metrics, table, null, calibration.bins());
    }
}
