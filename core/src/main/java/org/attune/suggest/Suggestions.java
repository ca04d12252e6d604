// SPDX-License-Identifier: Apache-2.0
package org.attune.suggest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.attune.statistics.Correlation;

/**
 * Models for a data set, the most promising first.
 *
 * @param metric of neighbours and probe, larger is better
 * @param rows that were looked at
 * @param notes of the data: columns that were guessed, the sample
 * @param leftOut why, by model
 */
public record Suggestions(
        String task,
        String metric,
        int rows,
        List<String> notes,
        List<Suggestion> ranked,
        Map<String, String> leftOut) {

    public Suggestions {
        notes = List.copyOf(notes);
        ranked = List.copyOf(ranked);
        leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
    }

    /** By the mean rank over the three measures; of equals the one with the better probe, then the smaller one. */
    static List<Suggestion> rank(List<Suggestion> models) {
        double[] logMe = ranks(models, Suggestion::logMe);
        double[] neighbours = ranks(models, model -> model.neighbours().value());
        double[] probe = ranks(models, model -> model.probe().value());
        List<Suggestion> ranked = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            ranked.add(models.get(i).ranked((logMe[i] + neighbours[i] + probe[i]) / 3));
        }
        ranked.sort(Comparator.comparingDouble(Suggestion::meanRank)
                .thenComparingDouble(model -> -model.probe().value())
                .thenComparingLong(model -> model.facts().parameters()));
        return ranked;
    }

    private static double[] ranks(List<Suggestion> models, ToDoubleFunction<Suggestion> measure) {
        double[] values = models.stream()
                .mapToDouble(model -> -measure.applyAsDouble(model))
                .toArray();
        int[] once = new int[values.length];
        Arrays.fill(once, 1);
        return Correlation.ranks(values, Correlation.order(values), once);
    }
}
