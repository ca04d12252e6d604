// SPDX-License-Identifier: Apache-2.0
package org.attune.run;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A request to stop, made on any thread and polled by the run between steps. The first reason stays. */
public final class StopSignal {

    public enum Reason {
        /** Ctrl-C; exit code 130. */
        INTERRUPT,
        /** SIGTERM; exit code 143. */
        TERMINATE,
        /** A user cancelled the run; it does not resume by itself. */
        CANCEL
    }

    private final AtomicReference<@Nullable Reason> reason = new AtomicReference<>();

    /** Whether this was the first request. */
    public boolean request(Reason why) {
        return reason.compareAndSet(null, why);
    }

    public boolean requested() {
        return reason.get() != null;
    }

    public Optional<Reason> reason() {
        return Optional.ofNullable(reason.get());
    }
}
