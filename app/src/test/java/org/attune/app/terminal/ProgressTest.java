// SPDX-License-Identifier: Apache-2.0
package org.attune.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.attune.run.EvaluationEvent;
import org.attune.run.Notice;
import org.attune.run.RunEvents.Phase;
import org.attune.run.RunState;
import org.attune.run.StepEvent;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private long now = TimeUnit.DAYS.toNanos(1);

    @Test
    void without_a_terminal_there_is_one_plain_line_every_few_seconds() {
        Progress progress = progress(false);
        progress.plan(0, 100);
        for (int step = 1; step <= 80; step++) {
            now += TimeUnit.MILLISECONDS.toNanos(125);
            progress.step(step(step, 1.0));
        }
        List<String> lines = said().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith("  step 1/100  epoch 0.01  loss 1.0000  lr 2.0e-04  250 rows/s  1.5 GB");
        assertThat(lines.get(1)).startsWith("  step 41/100").endsWith("0:07 left");
        assertThat(said()).doesNotContain("\r", "\u001b");
    }

    @Test
    void on_a_terminal_the_line_is_drawn_again_a_few_times_a_second_and_cleared_for_others() {
        Progress progress = progress(true);
        progress.plan(0, 1000);
        for (int step = 1; step <= 100; step++) {
            now += TimeUnit.MILLISECONDS.toNanos(10);
            progress.step(step(step, 1.0));
        }
        assertThat(said().split("\r", -1)).hasSizeBetween(4, 6);
        progress.checkpoint(100, Path.of("runs", "x", "checkpoints", "step-000100"));
        assertThat(said()).endsWith("\r\u001b[K  checkpoint " + Path.of("runs/x/checkpoints/step-000100") + "\n");
    }

    @Test
    void the_last_step_is_always_shown() {
        Progress progress = progress(false);
        progress.plan(0, 3);
        for (int step = 1; step <= 3; step++) {
            progress.step(step(step, 1.0));
        }
        assertThat(said().lines()).hasSize(2).last().asString().startsWith("  step 3/3");
    }

    @Test
    void the_loss_is_smoothed_and_the_last_validation_stands_beside_it() {
        Progress progress = progress(false);
        progress.plan(10, 40);
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("accuracy", 0.875);
        metrics.put("f1_macro", 0.5);
        progress.evaluation(new EvaluationEvent(11, "validation", metrics));
        progress.step(step(11, 4.0));
        now += TimeUnit.SECONDS.toNanos(10);
        progress.step(step(12, 2.0));
        List<String> lines = said().lines().toList();
        assertThat(lines.get(0)).isEqualTo("  step 11, validation: accuracy 0.8750  f1_macro 0.5000");
        assertThat(lines.get(2)).contains("loss 2.9744", "2:20 left  accuracy 0.8750");
    }

    @Test
    void phases_notices_and_the_end_are_lines() {
        Progress progress = progress(false);
        progress.phase(Phase.LOOK, "reading a.csv");
        progress.notice(new Notice(Notice.Weight.WARNING, "data.cut", "three rows were cut"));
        progress.done(RunState.INTERRUPTED, "again");
        assertThat(said())
                .isEqualTo("look     reading a.csv\n  warning: three rows were cut [data.cut]\ninterrupted: again\n");
    }

    private Progress progress(boolean terminal) {
        PrintStream to = new PrintStream(err, false, StandardCharsets.UTF_8);
        return new Progress(new Console(InputStream.nullInputStream(), to, to, terminal, false, false), () -> now);
    }

    private static StepEvent step(long step, double loss) {
        return new StepEvent(step, step / 100.0, loss, 2e-4, 1, 32, 640, 700, 250, 1e9, 1_500_000_000L);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
