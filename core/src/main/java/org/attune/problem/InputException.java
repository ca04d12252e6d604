// SPDX-License-Identifier: Apache-2.0
package org.attune.problem;

import java.util.List;
import java.util.stream.Collectors;

/** The input was wrong; nothing was started or changed. Carries every problem found. Exit code 2. */
public final class InputException extends RuntimeException {

    private final transient List<Problem> problems;

    public InputException(List<Problem> problems) {
        super(problems.stream().map(Problem::text).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public InputException(String code, String where, String found, String expected, String fix) {
        this(List.of(new Problem(code, where, found, expected, fix)));
    }

    public List<Problem> problems() {
        return problems;
    }
}
