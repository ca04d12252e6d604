// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

import java.util.Locale;
import org.attune.problem.Problem;
import org.attune.problem.WorkException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what libtorch throws, a C++ stack trace in a message, into one problem; the trace goes to the log. */
public final class NativeErrors {

    private static final Logger LOG = LoggerFactory.getLogger(NativeErrors.class);

    private NativeErrors() {}

    public static boolean isNative(RuntimeException error) {
        String message = error.getMessage();
        return error.getClass() == RuntimeException.class
                && message != null
                && message.contains("Exception raised from");
    }

    /** The problem for a user; {@code where} says what was being done. */
    public static WorkException translate(String where, RuntimeException error) {
        LOG.error("libtorch failed in {}", where, error);
        String message = String.valueOf(error.getMessage());
        // TorchScript puts a traceback of its own before the error
        String first = message.lines()
                .filter(line -> line.startsWith("RuntimeError: "))
                .map(line -> line.substring("RuntimeError: ".length()))
                .findFirst()
                .or(() -> message.lines().findFirst())
                .orElse("no message");
        boolean memory = message.toLowerCase(Locale.ROOT).contains("allocate memory")
                || message.toLowerCase(Locale.ROOT).contains("out of memory");
        return new WorkException(
                new Problem(
                        memory ? "engine.out-of-memory" : "engine.failed",
                        where,
                        first,
                        memory ? "the memory suffices" : "the engine's operators accept their arguments",
                        memory
                                ? "lower training.micro_batch_size (the result stays the same) or data.max_length"
                                : "please report it with the run's log.txt, which has the native trace"),
                error);
    }
}
