// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Rows are the true labels, columns the predicted ones. */
public record ConfusionMatrix(List<String> labels, long[][] counts) {

    /** Some other label was predicted for a true one, so many times of all that have it. */
    public record Pair(String truth, String predicted, long count, long support) {}

    static @Nullable ConfusionMatrix of(JsonNode node) {
        JsonNode rows = node.path("counts");
        int n = node.path("labels").size();
        if (n == 0 || rows.size() != n) {
            return null;
        }
        List<String> labels = new ArrayList<>();
        node.path("labels").forEach(label -> labels.add(label.asString("")));
        long[][] counts = new long[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                counts[i][j] = Math.max(0, rows.path(i).path(j).asLong(0));
            }
        }
        return new ConfusionMatrix(List.copyOf(labels), counts);
    }

    public long support(int row) {
        long sum = 0;
        for (long count : counts[row]) {
            sum += count;
        }
        return sum;
    }

    /** Mistakes by frequency, then by label. */
    public List<Pair> pairs(int most) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts.length; j++) {
                if (i != j && counts[i][j] > 0) {
                    pairs.add(new Pair(labels.get(i), labels.get(j), counts[i][j], support(i)));
                }
            }
        }
        pairs.sort(Comparator.comparingLong(Pair::count)
                .reversed()
                .thenComparing(Pair::truth)
                .thenComparing(Pair::predicted));
        return List.copyOf(pairs.subList(0, Math.min(most, pairs.size())));
    }

    /** The part of the matrix that the labels with the most mistakes (as truth or as prediction) make up, in order. */
    public ConfusionMatrix mostConfused(int most) {
        if (labels.size() <= most) {
            return this;
        }
        long[] mistakes = new long[labels.size()];
        for (Pair pair : pairs(Integer.MAX_VALUE)) {
            mistakes[labels.indexOf(pair.truth())] += pair.count();
            mistakes[labels.indexOf(pair.predicted())] += pair.count();
        }
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < mistakes.length; i++) {
            kept.add(i);
        }
        kept.sort(Comparator.comparingLong((Integer i) -> mistakes[i]).reversed());
        kept = kept.subList(0, most).stream().sorted().toList();
        long[][] part = new long[most][most];
        for (int i = 0; i < most; i++) {
            for (int j = 0; j < most; j++) {
                part[i][j] = counts[kept.get(i)][kept.get(j)];
            }
        }
        return new ConfusionMatrix(kept.stream().map(labels::get).toList(), part);
    }
}
