// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.nio.file.Path;
import org.attune.problem.Problem;

/** What nobody foresaw: one problem for the user, the trace in a log file. */
final class Unexpected {

    private Unexpected() {}

    static Problem problem(Throwable error, RunLog log) {
        Path file = log.failure(error);
        String what = error.getClass().getSimpleName() + (error.getMessage() == null ? "" : ": " + firstLine(error));
        if (error instanceof OutOfMemoryError) {
            return new Problem(
                    "app.heap",
                    "memory",
                    what,
                    "the Java heap suffices; it may take an eighth of the machine's memory",
                    "set ATTUNE_JAVA_OPTS=-Xmx4g or more and try again; the trace is in " + file);
        }
        return new Problem(
                "app.unexpected",
                "attune",
                Problem.quote(what),
                "this should not happen",
                "please report it together with " + file);
    }

    private static String firstLine(Throwable error) {
        return String.valueOf(error.getMessage()).lines().findFirst().orElse("");
    }
}
