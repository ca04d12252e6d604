// SPDX-License-Identifier: Apache-2.0
package org.attune.data.augment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.problem.InputException;
import org.attune.problem.Problems;

/**
 * What is made of rows.
 *
 * @param operations of which each copy undergoes one, in any order
 * @param rate share of the words of a text that are touched
 * @param targets how many rows there are to be in the end
 * @param confidence a copy goes where the label is less probable than this share of what it was for its row; 0: never
 * @param copies of one row at most
 */
public record AugmentPlan(
        List<Operation> operations, double rate, Targets targets, double confidence, int copies, long seed) {

    /**
     * Rows of a class, those that nobody made counted too. No class loses rows.
     *
     * @param rows of each class
     * @param factor where {@code rows} is empty: times as many as there are
     * @param classes rows of single classes, before the others
     */
    public record Targets(Optional<Integer> rows, double factor, Map<String, Integer> classes) {

        public Targets {
            classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes));
            Problems problems = new Problems();
            if (rows.orElse(1) < 1 || classes.values().stream().anyMatch(wanted -> wanted < 1)) {
                problems.add(
                        "data.target",
                        "--rows, --class",
                        String.valueOf(rows.orElse(0)) + " " + classes,
                        "a class has at least one row",
                        "give the number of rows that a class is to have");
            }
            if (!(factor >= 1 && factor <= MOST_COPIES)) {
                problems.add(
                        "data.target",
                        "--factor",
                        String.valueOf(factor),
                        "rows are added, not taken: from 1 to " + MOST_COPIES,
                        "2 makes a copy of each row");
            }
            problems.throwIfAny();
        }

        /** As a user says it; without any target each class doubles. */
        public static Targets of(Optional<Integer> rows, Optional<Double> factor, Map<String, Integer> classes) {
            if (rows.isPresent() && factor.isPresent()) {
                throw new InputException(
                        "cli.usage", "--rows, --factor", "both", "a class has one target", "give the one or the other");
            }
            return new Targets(rows, factor.orElse(classes.isEmpty() ? 2.0 : 1.0), classes);
        }

        int of(String label, int there) {
            int wanted = classes.getOrDefault(label, rows.orElseGet(() -> (int) Math.round(there * factor)));
            return Math.max(there, wanted);
        }
    }

    /** Of Wei and Zou (2019), for sets of some thousand rows. */
    public static final double RATE = 0.1;

    public static final double CONFIDENCE = 0.5;
    public static final int COPIES = 10;

    private static final int MOST_COPIES = 100;

    public AugmentPlan {
        operations = operations.stream().sorted().toList();
        Problems problems = new Problems();
        if (operations.isEmpty() || operations.stream().distinct().count() < operations.size()) {
            problems.add(
                    "data.operations",
                    "--operations",
                    operations.stream().map(Operation::word).toList().toString(),
                    "at least one operation, each once",
                    "leave it out for all of them");
        }
        share(problems, "--rate", rate, RATE);
        share(problems, "--confidence", confidence, CONFIDENCE);
        if (copies < 1 || copies > MOST_COPIES) {
            problems.add(
                    "data.copies",
                    "--copies",
                    String.valueOf(copies),
                    "from 1 to " + MOST_COPIES + " copies of a row",
                    "10 is usual");
        }
        problems.throwIfAny();
    }

    private static void share(Problems problems, String option, double value, double usual) {
        if (!(value >= 0 && value <= 1)) {
            problems.add("data.share", option, String.valueOf(value), "a share is from 0 to 1", usual + " is usual");
        }
    }

    /** As the manifest has it. */
    Map<String, Object> parameters() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("operations", operations.stream().map(Operation::word).toList());
        all.put("rate", rate);
        all.put("rows", targets.rows().<Object>map(rows -> rows).orElse("by factor"));
        all.put("factor", targets.factor());
        all.put("classes", targets.classes());
        all.put("confidence", confidence);
        all.put("copies", copies);
        all.put("seed", seed);
        return all;
    }
}
