// SPDX-License-Identifier: Apache-2.0
package org.attune.data.similar;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What was found, held against all pairs compared one by one. */
record PairCheck(List<Pair> pairs, int wronglyJoined) {

    /** Two different texts at least as similar as the threshold. */
    record Pair(double similarity, boolean found) {}

    static PairCheck of(List<String> rows, double threshold, Path folder) {
        List<String> folded = rows.stream().map(Folding::of).distinct().toList();
        List<long[]> shingles = folded.stream().map(Shingles::of).toList();
        try (NearDuplicates texts = new NearDuplicates(threshold, folder)) {
            folded.forEach(texts::add);
            Clusters clusters = texts.cluster();
            Components truth = new Components(folded.size());
            List<Pair> pairs = new ArrayList<>();
            for (int i = 0; i < folded.size(); i++) {
                for (int j = 0; j < i; j++) {
                    double similarity = Shingles.jaccard(shingles.get(i), shingles.get(j));
                    if (similarity >= threshold) {
                        truth.join(i, j);
                        pairs.add(new Pair(similarity, clusters.of(i) == clusters.of(j)));
                    }
                }
            }
            int wrong = 0;
            for (int i = 0; i < folded.size(); i++) {
                wrong += truth.find(i) != truth.find(clusters.of(i)) ? 1 : 0;
            }
            return new PairCheck(pairs, wrong);
        }
    }

    long pairsAt(double similarity) {
        return pairs.stream().filter(p -> p.similarity() >= similarity).count();
    }

    double recallAt(double similarity) {
        long found = pairs.stream()
                .filter(p -> p.similarity() >= similarity && p.found())
                .count();
        return (double) found / Math.max(1, pairsAt(similarity));
    }
}
