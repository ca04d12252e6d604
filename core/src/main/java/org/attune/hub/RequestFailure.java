// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import java.time.Duration;
import java.util.List;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.WorkException;
import org.jspecify.annotations.Nullable;

/** A request that brought nothing: why, and whether another attempt may help. Stays inside this package. */
final class RequestFailure extends Exception {

    /** What follows from a failure. */
    enum Kind {
        /** The other side is not there or not well just now: repeat, then fall back to the cache. */
        PASSING,
        /** What was asked for cannot be had: the user's to mend. */
        REFUSED,
        /** Neither repeating nor asking for something else helps. */
        BROKEN
    }

    private final Kind kind;
    private final transient Problem problem;
    private final Duration pause;

    RequestFailure(Kind kind, Problem problem, @Nullable Throwable cause) {
        this(kind, problem, Duration.ZERO, cause);
    }

    /** @param pause what the other side asked for before the next attempt */
    RequestFailure(Kind kind, Problem problem, Duration pause, @Nullable Throwable cause) {
        super(problem.text(), cause);
        this.kind = kind;
        this.problem = problem;
        this.pause = pause;
    }

    boolean passing() {
        return kind == Kind.PASSING;
    }

    Duration pause() {
        return pause;
    }

    Problem problem() {
        return problem;
    }

    RuntimeException asException() {
        if (kind == Kind.REFUSED) {
            InputException refused = new InputException(List.of(problem));
            refused.initCause(this);
            return refused;
        }
        return new WorkException(problem, this);
    }
}
