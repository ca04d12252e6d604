// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.attune.problem.Problem;
import org.attune.problem.Problems;

/** Problems of one file. Of one kind the first few are kept and the rest counted: a thousand ragged lines are one mistake. */
final class Findings {

    private static final int MOST_OF_A_KIND = 6;

    private final String file;
    private final Map<Problem, String> kept = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private boolean stopped;

    Findings(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    void at(long line, Problem problem) {
        add(problem.code(), file + ":" + line, problem);
    }

    /** Something after which the file was not read on. */
    void stops(long line, Problem problem) {
        stopped = true;
        at(line, problem);
    }

    void whole(Problem problem) {
        stopped = true;
        add(problem.code(), file, problem);
    }

    private void add(String code, String where, Problem problem) {
        if (counts.merge(code, 1, Integer::sum) <= MOST_OF_A_KIND) {
            kept.put(new Problem(code, where, problem.found(), problem.expected(), problem.fix()), code);
        }
    }

    boolean has(String code) {
        return counts.containsKey(code);
    }

    /** Whether part of the file was never looked at. */
    boolean stopped() {
        return stopped;
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    void moveTo(Problems problems) {
        kept.keySet().forEach(problems::add);
        counts.forEach((code, count) -> {
            if (count > MOST_OF_A_KIND) {
                problems.add(
                        code,
                        file,
                        (count - MOST_OF_A_KIND) + " more of these in this file",
                        "none",
                        "mend the first ones and run again");
            }
        });
    }

    /** A problem whose place is filled in when it is added. */
    static Problem of(String code, String found, String expected, String fix) {
        return new Problem(code, "", found, expected, fix);
    }
}
