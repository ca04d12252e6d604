// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;
import org.attune.app.terminal.Console;

/**
 * Ctrl-C and SIGTERM of a server: once it serves, the first one lets it answer what it began and end with exit code 0, because
 * nothing was interrupted; another one, or one while it loads, ends the process at once.
 */
final class ServeStop implements AutoCloseable {

    private final Console console;
    private final IntConsumer halt;
    private final List<Runnable> handlers;
    private final CountDownLatch asked = new CountDownLatch(1);
    private volatile boolean serving;

    private ServeStop(Console console, IntConsumer halt, boolean listens) {
        this.console = console;
        this.halt = halt;
        this.handlers = listens
                ? List.of(
                        Signals.handle("INT", () -> received(ExitCode.INTERRUPTED)),
                        Signals.handle("TERM", () -> received(ExitCode.TERMINATED)))
                : List.of();
    }

    static ServeStop listen(Console console) {
        return new ServeStop(console, Runtime.getRuntime()::halt, true);
    }

    /** Without signals, for tests. */
    static ServeStop deaf(Console console, IntConsumer halt) {
        return new ServeStop(console, halt, false);
    }

    /** Returns once the server is to end. */
    void await() {
        serving = true;
        try {
            asked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // whoever interrupts the command wants it to end
        }
    }

    void received(int code) {
        if (serving && asked.getCount() > 0) {
            console.say("attune: stopping once all requests are answered; once more stops at once");
            asked.countDown();
            return;
        }
        console.say("attune: stopped at once");
        console.flush();
        halt.accept(code);
    }

    @Override
    public void close() {
        handlers.forEach(Runnable::run);
    }
}
