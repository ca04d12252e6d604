// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.util.List;
import java.util.Locale;
import org.attune.app.terminal.Console;
import org.attune.generate.Generated;

/** Says every few seconds how far the writing of many rows is, and at the end how fast it was. */
final class GenerationPace {

    private static final long EVERY = 5_000_000_000L;

    private final Console console;
    private final boolean quiet;
    private final int rows;
    private final long start = System.nanoTime();
    private long said = start;
    private int done;
    private long tokens;

    GenerationPace(Console console, boolean quiet, int rows) {
        this.console = console;
        this.quiet = quiet;
        this.rows = rows;
    }

    void done(List<Generated> batch) {
        done += batch.size();
        batch.forEach(one -> tokens += one.tokens().length);
        if (System.nanoTime() - said > EVERY) {
            said = System.nanoTime();
            say();
        }
    }

    void end() {
        say();
    }

    private void say() {
        if (!quiet) {
            double seconds = (System.nanoTime() - start) / 1e9;
            console.say(String.format(
                    Locale.ROOT, "%d of %d rows, %d tokens, %.1f tokens/s", done, rows, tokens, tokens / seconds));
        }
    }
}
