// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.config.MapNode;
import org.attune.config.Overrides;
import org.attune.config.Recipe;
import org.attune.config.StrictFile;
import org.attune.statistics.Correction;

/**
 * A suite: candidates, data sets and seeds under one protocol.
 *
 * @param recipe keys of a recipe that all cells share
 * @param data by name, keys of a recipe: {@code task}, {@code data}, {@code evaluate}
 * @param candidates by name, keys of a recipe: {@code model}, {@code method}, {@code training}
 * @param scaling fewer rows that candidates learn from, too
 * @param slices parts of the test rows, and noise, of which quality is said, too
 * @param correction of the p values of all pairs on one data set
 */
public record Suite(
        String name,
        MapNode recipe,
        Map<String, MapNode> data,
        Map<String, MapNode> candidates,
        List<Long> seeds,
        Budget budget,
        Correction correction,
        CostRules cost,
        ScalingRules scaling,
        SliceRules slices,
        Path output) {

    public Suite {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        candidates = Collections.unmodifiableMap(new LinkedHashMap<>(candidates));
        seeds = List.copyOf(seeds);
    }

    /** @throws org.attune.problem.InputException with every problem of the file and the overrides */
    public static Suite read(Path file, List<String> overrides) {
        MapNode tree = Overrides.apply(Recipe.tree(file), overrides);
        String name = String.valueOf(file.getFileName()).replaceFirst("(?i)\\.ya?ml$", "");
        return StrictFile.read(tree, "a suite", top -> SuiteKeys.bind(top, name));
    }

    /** Candidates that learn from fewer rows, too: those that learn at all. */
    List<String> scaled() {
        return scaling.sizes().isEmpty()
                ? List.of()
                : candidates.entrySet().stream()
                        .filter(candidate -> !Baselines.learnsNothing(candidate.getValue()))
                        .map(Map.Entry::getKey)
                        .toList();
    }

    /** Every cell, by data set, then candidate, then seed; behind those of a data set the ones with fewer rows. */
    public List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (String set : data.keySet()) {
            for (String candidate : candidates.keySet()) {
                seeds.forEach(seed -> cells.add(new Cell(set, candidate, seed, output)));
            }
            for (String candidate : scaled()) {
                for (int rows : scaling.sizes()) {
                    seeds.forEach(seed -> cells.add(new Cell(set, candidate, rows, seed, output)));
                }
            }
        }
        return cells;
    }
}
