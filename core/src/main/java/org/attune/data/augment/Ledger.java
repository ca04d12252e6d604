// SPDX-License-Identifier: Apache-2.0
package org.attune.data.augment;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.attune.data.augment.Augmented.OfClass;
import org.attune.data.augment.Augmented.OfOperation;

/** Counts of what is made, by class and by operation. */
final class Ledger {

    private static final class Sums {
        private long made;
        private long kept;
        private long judged;
        private long same;
        private double before;
        private double after;
    }

    private final Map<Operation, Sums> operations = new EnumMap<>(Operation.class);
    private final Map<String, OfClass> classes = new LinkedHashMap<>();

    void add(Judge.Copy copy, Judge.Opinion opinion, boolean kept) {
        Sums sums = operations.computeIfAbsent(copy.operation(), o -> new Sums());
        sums.made++;
        sums.kept += kept ? 1 : 0;
        if (opinion.isJudged()) {
            sums.judged++;
            sums.same += opinion.same() ? 1 : 0;
            sums.before += opinion.before();
            sums.after += opinion.after();
        }
    }

    void add(String label, OfClass counts) {
        classes.put(label, counts);
    }

    long made() {
        return operations.values().stream().mapToLong(sums -> sums.made).sum();
    }

    Map<String, OfClass> classes() {
        return classes;
    }

    Map<String, OfOperation> operations() {
        Map<String, OfOperation> all = new LinkedHashMap<>();
        operations.forEach((operation, sums) -> {
            double judged = Math.max(1, sums.judged);
            all.put(
                    operation.word(),
                    new OfOperation(
                            sums.made,
                            sums.kept,
                            sums.judged,
                            sums.same / judged,
                            sums.before / judged,
                            sums.after / judged));
        });
        return all;
    }
}
