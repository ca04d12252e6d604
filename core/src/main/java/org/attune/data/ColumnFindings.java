// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.HashMap;
import java.util.Map;
import org.attune.problem.Problem;
import org.attune.problem.Problems;

/** Problems of the values of one column, the first few of a kind with file and line and the rest counted. Once closed it takes none. */
final class ColumnFindings {

    private static final int MOST_OF_A_KIND = 6;

    private final String column;
    private final Problems problems;
    private final Map<String, Integer> counts = new HashMap<>();
    private boolean closed;

    ColumnFindings(String column, Problems problems) {
        this.column = column;
        this.problems = problems;
    }

    void add(String code, Row row, String found, String rule, String fix) {
        if (closed) {
            return;
        }
        if (counts.merge(code, 1, Integer::sum) <= MOST_OF_A_KIND) {
            problems.add(code, row.where(), "column " + Problem.quote(column) + " holds " + found, rule, fix);
        }
    }

    void close() {
        closed = true;
        counts.forEach((code, count) -> {
            if (count > MOST_OF_A_KIND) {
                problems.add(
                        code,
                        "column " + Problem.quote(column),
                        (count - MOST_OF_A_KIND) + " more rows with this",
                        "none",
                        "mend the first ones and run again");
            }
        });
    }
}
