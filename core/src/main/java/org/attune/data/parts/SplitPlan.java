// SPDX-License-Identifier: Apache-2.0
package org.attune.data.parts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.problem.Problem;
import org.attune.problem.Problems;

/**
 * How to divide.
 *
 * @param shares by the name of the part, in order; they sum up to 1
 * @param group a column: rows with the same value stay together
 * @param time a column: the parts follow each other in time
 * @param stratified whether each part has each class by its share, in the mode {@code exact}; empty: where there is a label
 * @param near Jaccard similarity from which texts stay together; 0: only equal ones do
 */
public record SplitPlan(
        Map<String, Double> shares,
        Mode mode,
        Optional<String> group,
        Optional<String> time,
        Optional<Boolean> stratified,
        double near,
        long seed) {

    /** What is promised. */
    public enum Mode {
        /** Shares hold as closely as clusters allow. */
        EXACT,
        /** Rows that are added later move no other row. */
        STABLE
    }

    private static final double ROUNDING = 1e-6;

    public SplitPlan {
        shares = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(shares));
        Problems problems = new Problems();
        double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        if (shares.size() < 2 || shares.values().stream().anyMatch(s -> !(s > 0)) || Math.abs(sum - 1) > ROUNDING) {
            problems.add(
                    "data.shares",
                    "--parts",
                    String.valueOf(shares),
                    "at least two parts with shares above 0 that sum up to 1",
                    "for example --parts train=0.8,validation=0.1,test=0.1");
        }
        for (String name : shares.keySet()) {
            if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,40}")) {
                problems.add(
                        "data.shares",
                        "--parts",
                        Problem.quote(name),
                        "a part's name becomes a file's: letters, digits, - and _",
                        "rename it");
            }
        }
        if (!(near >= 0 && near <= 1)) {
            problems.add(
                    "data.threshold",
                    "--near-duplicates",
                    String.valueOf(near),
                    "a similarity is at most 1; 0 switches this off",
                    "0.8");
        }
        if (mode == Mode.STABLE && time.isPresent()) {
            problems.add(
                    "data.split-mode",
                    "--time",
                    "with --mode stable",
                    "a boundary in time moves when rows are added",
                    "leave --mode out, or --time");
        }
        problems.throwIfAny();
    }

    /** Equal parts fold-1 … fold-K. */
    public static Map<String, Double> folds(int count) {
        Map<String, Double> shares = new LinkedHashMap<>();
        for (int fold = 1; fold <= count; fold++) {
            shares.put("fold-" + fold, 1.0 / count);
        }
        return shares;
    }

    List<String> names() {
        return new ArrayList<>(shares.keySet());
    }
}
