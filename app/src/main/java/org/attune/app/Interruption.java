// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.util.List;
import java.util.function.IntConsumer;
import org.attune.app.terminal.Console;
import org.attune.run.RunEvents;
import org.attune.run.StopSignal;
import org.attune.run.StopSignal.Reason;

/**
 * Ctrl-C and SIGTERM during a run. While it learns the first one asks it to write a checkpoint and stop; a second one, or one at any
 * other moment (when nothing is lost that a repetition would not do again), ends the process at once.
 */
final class Interruption implements RunEvents, AutoCloseable {

    private final StopSignal signal;
    private final Console console;
    private final IntConsumer halt;
    private final List<Runnable> handlers;
    private volatile Phase phase = Phase.LOOK;

    private Interruption(StopSignal signal, Console console, IntConsumer halt, boolean listens) {
        this.signal = signal;
        this.console = console;
        this.halt = halt;
        this.handlers = listens
                ? List.of(
                        Signals.handle("INT", () -> received(Reason.INTERRUPT)),
                        Signals.handle("TERM", () -> received(Reason.TERMINATE)))
                : List.of();
    }

    static Interruption listen(StopSignal signal, Console console) {
        return new Interruption(signal, console, Runtime.getRuntime()::halt, true);
    }

    /** Without signals, for tests. */
    static Interruption deaf(StopSignal signal, Console console, IntConsumer halt) {
        return new Interruption(signal, console, halt, false);
    }

    static int exitCode(StopSignal signal) {
        return signal.reason().filter(Reason.TERMINATE::equals).isPresent()
                ? ExitCode.TERMINATED
                : ExitCode.INTERRUPTED;
    }

    void received(Reason reason) {
        String line = console.terminal() ? "\n" : "";
        if (phase == Phase.LEARN && signal.request(reason)) {
            console.say(line + "attune: stopping after this step with a checkpoint; once more stops at once");
            return;
        }
        console.say(line + "attune: stopped at once"
                + (phase == Phase.LOOK ? "; nothing was changed" : "; run the same command again to go on"));
        console.flush();
        halt.accept(reason == Reason.TERMINATE ? ExitCode.TERMINATED : ExitCode.INTERRUPTED);
    }

    @Override
    public void phase(Phase now, String detail) {
        phase = now;
    }

    @Override
    public void close() {
        handlers.forEach(Runnable::run);
    }
}
