// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import org.attune.app.terminal.Console;
import org.attune.app.terminal.Quantity;
import org.attune.search.SearchEvents;
import org.attune.search.SearchPlan;
import org.attune.search.Trial;

/** A line for each trial that ends; what failed is said even where nothing else is. */
final class SearchProgress implements SearchEvents {

    private final Console console;
    private final boolean quiet;
    private final SearchPlan plan;

    SearchProgress(Console console, boolean quiet, SearchPlan plan) {
        this.console = console;
        this.quiet = quiet;
        this.plan = plan;
    }

    @Override
    public void ended(Trial trial) {
        if (trial.state() == Trial.State.FAILED) {
            console.say("attune: " + trial.name() + " failed: " + trial.message() + "; see "
                    + plan.settings().output().resolve("logs").resolve(trial.name() + ".txt"));
        } else if (!quiet) {
            console.say("[" + (trial.number() + 1) + "/" + plan.settings().trials() + "] " + plan.metric() + " "
                    + Quantity.number(trial.value()) + "  " + plan.space().texts(trial.point()) + "  "
                    + Quantity.time(trial.seconds()));
        }
    }

    @Override
    public void finalStarted(Trial winner, long seed) {
        if (!quiet) {
            console.say(winner.name() + " once more, with seed " + seed);
        }
    }
}
