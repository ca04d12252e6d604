// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import org.attune.app.terminal.Console;
import org.attune.app.terminal.Quantity;
import org.attune.benchmark.Cell;
import org.attune.benchmark.SuiteEvents;

/** A line for each cell that ends; what failed is said even where nothing else is. */
final class SuiteProgress implements SuiteEvents {

    private final Console console;
    private final boolean quiet;
    private final long began = System.nanoTime();
    private int all;
    private int ended;

    SuiteProgress(Console console, boolean quiet) {
        this.console = console;
        this.quiet = quiet;
    }

    @Override
    public void started(Cell cell, int number, int of) {
        all = of;
    }

    @Override
    public void ended(Cell cell, double seconds, String message) {
        ended++;
        if (!message.isEmpty()) {
            console.say("attune: " + cell.name() + " failed: " + message + "; see "
                    + cell.launch().log());
        } else if (!quiet) {
            double left = (System.nanoTime() - began) / 1e9 / ended * (all - ended);
            console.say("[" + ended + "/" + all + "] " + cell.name() + "  " + Quantity.time(seconds) + ", about "
                    + Quantity.time(left) + " left");
        }
    }
}
