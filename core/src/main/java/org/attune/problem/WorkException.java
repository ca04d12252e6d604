// SPDX-License-Identifier: Apache-2.0
package org.attune.problem;

import org.jspecify.annotations.Nullable;

/** The input was fine and the work failed all the same: not-a-number loss, a full disk. Exit code 1. */
public final class WorkException extends RuntimeException {

    private final transient Problem problem;

    public WorkException(Problem problem, @Nullable Throwable cause) {
        super(problem.text(), cause);
        this.problem = problem;
    }

    public WorkException(String code, String where, String found, String expected, String fix) {
        this(new Problem(code, where, found, expected, fix), null);
    }

    public Problem problem() {
        return problem;
    }
}
