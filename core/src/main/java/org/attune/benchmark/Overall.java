// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.attune.statistics.Friedman;
import org.attune.statistics.TieGroups;

/**
 * Candidates over all data sets, by their ranks within each.
 *
 * @param candidates that are on every board, the best mean rank first; {@code ranks} in their order
 * @param pairs p of each pair, corrected by Holm, in their order
 */
public record Overall(
        List<String> candidates, List<Double> ranks, Friedman test, double[][] pairs, List<List<String>> groups) {

    /** Empty for fewer than two data sets or two candidates. */
    static Optional<Overall> of(Suite suite, List<Board> boards) {
        List<String> everywhere = suite.candidates().keySet().stream()
                .filter(candidate -> boards.stream()
                        .allMatch(board -> board.standing(candidate).isPresent()))
                .toList();
        if (boards.size() < 2 || everywhere.size() < 2) {
            return Optional.empty();
        }
        double[] ranks = test(everywhere, boards).ranks();
        List<Integer> order = new ArrayList<>();
        Arrays.stream(ranks).sorted().distinct().forEach(rank -> {
            for (int c = 0; c < ranks.length; c++) {
                if (ranks[c] == rank) {
                    order.add(c);
                }
            }
        });
        List<String> candidates = order.stream().map(everywhere::get).toList();
        Friedman test = test(candidates, boards);
        double[][] pairs = test.pairs();
        double[] values = Arrays.stream(test.ranks()).map(rank -> -rank).toArray();
        return Optional.of(new Overall(
                candidates,
                Arrays.stream(test.ranks()).boxed().toList(),
                test,
                pairs,
                TieGroups.of(values, pairs, SuiteResults.LEVEL).stream()
                        .map(group -> group.stream().map(candidates::get).toList())
                        .toList()));
    }

    private static Friedman test(List<String> candidates, List<Board> boards) {
        return Friedman.of(boards.stream()
                .map(board -> candidates.stream()
                        .mapToDouble(candidate -> (board.largerIsBetter() ? 1 : -1)
                                * board.standing(candidate)
                                        .orElseThrow()
                                        .score()
                                        .value())
                        .toArray())
                .toArray(double[][]::new));
    }
}
