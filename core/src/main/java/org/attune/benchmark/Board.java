// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.util.List;
import java.util.Optional;
import org.attune.statistics.Detectable;

/**
 * All candidates on one data set.
 *
 * @param rows of the test part
 * @param standings the best first
 * @param pairs each better candidate with each worse one
 * @param groups of candidates, the best first: each is what cannot be told apart from its best
 * @param scaling how quality grows with data, where the suite asks for it
 * @param slices what stands behind the values: parts of the rows, noise, agreement, calibration
 * @param detectable for one run against another with the typical discordance of the pairs
 */
public record Board(
        String data,
        String metric,
        boolean largerIsBetter,
        int rows,
        List<Standing> standings,
        List<Pair> pairs,
        List<List<String>> groups,
        Optional<Detectable> detectable,
        Optional<Scaling> scaling,
        Slices slices,
        List<String> remarks) {

    public Board {
        standings = List.copyOf(standings);
        pairs = List.copyOf(pairs);
        groups = List.copyOf(groups);
        remarks = List.copyOf(remarks);
    }

    /** The pair of two candidates, whichever is first; empty where they could not be compared. */
    public Optional<Pair> pair(String one, String other) {
        return pairs.stream()
                .filter(pair -> (pair.first().equals(one) && pair.second().equals(other))
                        || (pair.first().equals(other) && pair.second().equals(one)))
                .findFirst();
    }

    public Optional<Standing> standing(String candidate) {
        return standings.stream()
                .filter(standing -> standing.candidate().equals(candidate))
                .findFirst();
    }
}
