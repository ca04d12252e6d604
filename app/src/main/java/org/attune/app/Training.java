// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.attune.FineTune;
import org.attune.RunOptions;
import org.attune.RunResult;
import org.attune.app.terminal.Progress;
import org.attune.config.Recipe;
import org.attune.distributed.Peers;
import org.attune.run.Notice;
import org.attune.run.RunEvents;
import org.attune.run.StopSignal;

/** One run as the command line runs it: with progress, a log and signals. */
final class Training {

    private final Session session;
    private final Common common;

    Training(Session session, Common common) {
        this.session = session;
        this.common = common;
    }

    TrainingOutcome run(Recipe recipe, RunOptions options) {
        return run(recipe, options, Peers.single(), RunEvents.none());
    }

    /**
     * @param peers that are closed with the run
     * @param listener that hears the run besides, in the process that writes
     */
    TrainingOutcome run(Recipe recipe, RunOptions options, Peers peers, RunEvents listener) {
        Platform.check();
        if (peers.size() > 1) {
            session.console().shutOutNatives();
        }
        StopSignal signal = new StopSignal();
        List<Notice> notices = new ArrayList<>();
        try (peers;
                Interruption interruption = Interruption.listen(signal, session.console())) {
            RunEvents events = RunEvents.all(List.of(
                    logging(recipe.config()
                            .output()
                            .resolve(peers.writes() ? "log.txt" : "log-" + peers.rank() + ".txt")),
                    collecting(notices),
                    common.quiet ? warning() : new Progress(session.console()),
                    peers.writes() ? listener : RunEvents.none(),
                    interruption));
            RunResult result = FineTune.run(recipe, options, peers, events, signal);
            return new TrainingOutcome(recipe, options, result, notices, Interruption.exitCode(signal));
        }
    }

    /** The run directory is this run's own once there is more to do than to look. */
    private RunEvents logging(Path file) {
        return new RunEvents() {
            @Override
            public void phase(Phase phase, String detail) {
                if (phase != Phase.LOOK) {
                    session.log().moveTo(file);
                }
            }
        };
    }

    private static RunEvents collecting(List<Notice> notices) {
        return new RunEvents() {
            @Override
            public void notice(Notice notice) {
                notices.add(notice);
            }
        };
    }

    private RunEvents warning() {
        Progress progress = new Progress(session.console());
        return new RunEvents() {
            @Override
            public void notice(Notice notice) {
                if (notice.weight() == Notice.Weight.WARNING) {
                    progress.notice(notice);
                }
            }
        };
    }
}
