// SPDX-License-Identifier: Apache-2.0
package org.attune.app.terminal;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.attune.config.ResolvedRecipe;
import org.attune.eval.RetainedSuite;
import org.attune.run.EvaluationEvent;
import org.attune.run.Notice;
import org.attune.run.RunEvents;
import org.attune.run.RunState;
import org.attune.run.StepEvent;

/**
 * A run as it works: one live line on a terminal, one plain line every few seconds elsewhere; phases, notices, evaluations and
 * checkpoints as lines of their own.
 */
public final class Progress implements RunEvents {

    private static final long REDRAW = 250_000_000L;
    private static final long PLAIN = 5_000_000_000L;

    /** Without automatic line ends a line that is too long for the window is cut, not wrapped. */
    private static final String DRAW = "\r\u001b[K\u001b[?7l";

    private static final String DRAWN = "\u001b[?7h";

    private static final String CLEAR = "\r\u001b[K";

    private final Console console;
    private final LongSupplier clock;
    private final Pace pace;
    private String metric = "";
    private long shown;
    private boolean drawn;
    private long last;

    public Progress(Console console) {
        this(console, System::nanoTime);
    }

    /** @param clock nanoseconds since any moment */
    Progress(Console console, LongSupplier clock) {
        this.console = console;
        this.clock = clock;
        this.pace = new Pace(clock);
        this.shown = clock.getAsLong() - PLAIN;
    }

    @Override
    public void phase(Phase phase, String detail) {
        line(console.bold(word(phase)) + " " + detail);
    }

    @Override
    public void resolved(ResolvedRecipe recipe) {
        recipe.yaml().lines().forEach(line -> line(console.faint("  " + line)));
    }

    @Override
    public void plan(long doneSteps, long totalSteps) {
        pace.plan(doneSteps, totalSteps);
    }

    @Override
    public void step(StepEvent step) {
        pace.step(step);
        long now = clock.getAsLong();
        last = step.step();
        if (now - shown < (console.terminal() ? REDRAW : PLAIN) && !pace.isDone()) {
            return;
        }
        shown = now;
        if (console.terminal()) {
            console.err().print(DRAW + pace.line(step) + metric + DRAWN);
            console.err().flush();
            drawn = true;
        } else {
            console.say(pace.line(step) + metric);
        }
    }

    @Override
    public void evaluation(EvaluationEvent evaluation) {
        Iterator<Map.Entry<String, Double>> values =
                evaluation.metrics().entrySet().iterator();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 4 && values.hasNext(); i++) {
            Map.Entry<String, Double> value = values.next();
            String shownValue = value.getKey() + " " + Quantity.number(value.getValue());
            text.append(i == 0 ? "" : "  ").append(shownValue);
            metric = i == 0 && !RetainedSuite.isRetained(evaluation.split()) ? "  " + shownValue : metric;
        }
        line("  step " + evaluation.step() + ", " + evaluation.split() + ": " + text);
    }

    @Override
    public void checkpoint(long step, Path folder) {
        Path here = Path.of("").toAbsolutePath();
        line(console.faint("  checkpoint " + (folder.startsWith(here) ? here.relativize(folder) : folder)));
    }

    @Override
    public void notice(Notice notice) {
        boolean warning = notice.weight() == Notice.Weight.WARNING;
        line((warning ? console.red("  warning: ") : "  ") + notice.text() + console.faint(" [" + notice.code() + "]"));
    }

    @Override
    public void done(RunState state, String message) {
        line(console.bold(state.word()) + (message.isEmpty() ? "" : ": " + message));
    }

    /** The last step that was told. */
    public long lastStep() {
        return last;
    }

    private void line(String text) {
        if (drawn) {
            console.err().print(CLEAR);
            drawn = false;
        }
        console.say(text);
    }

    private static String word(Phase phase) {
        return String.format("%-8s", phase.name().toLowerCase(Locale.ROOT));
    }
}
