// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.util.function.IntConsumer;
import org.attune.app.terminal.Console;

/** Ctrl-C in a conversation: the first one stops the answer that is being written, another one ends the program. */
final class AnswerStop implements AutoCloseable {

    private final Console console;
    private final IntConsumer halt;
    private Runnable restore = () -> {};
    private volatile boolean writing;
    private volatile boolean stopped;

    private AnswerStop(Console console, IntConsumer halt) {
        this.console = console;
        this.halt = halt;
    }

    static AnswerStop listen(Console console) {
        AnswerStop stop = deaf(console, Runtime.getRuntime()::halt);
        stop.restore = Signals.handle("INT", stop::received);
        return stop;
    }

    /** Without signals, for tests. */
    static AnswerStop deaf(Console console, IntConsumer halt) {
        return new AnswerStop(console, halt);
    }

    /** An answer begins. */
    void begin() {
        stopped = false;
        writing = true;
    }

    /** It has ended. */
    void end() {
        writing = false;
    }

    /** Whether the answer is to end. */
    boolean stopped() {
        return stopped;
    }

    void received() {
        if (writing && !stopped) {
            stopped = true;
            return;
        }
        console.say("");
        console.flush();
        halt.accept(ExitCode.INTERRUPTED);
    }

    @Override
    public void close() {
        restore.run();
    }
}
