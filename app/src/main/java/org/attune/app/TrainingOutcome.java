// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.RunOptions;
import org.attune.RunResult;
import org.attune.app.terminal.Console;
import org.attune.app.terminal.JsonText;
import org.attune.config.Recipe;
import org.attune.eval.EvaluationJson;
import org.attune.eval.EvaluationReport;
import org.attune.run.Notice;
import org.attune.run.RunState;

/** How a run ended, for people, for scripts and as an exit code. */
record TrainingOutcome(Recipe recipe, RunOptions options, RunResult result, List<Notice> notices, int interrupted) {

    int report(Session session, Common common) {
        if (common.json) {
            session.console().out().print(JsonText.pretty(document()));
        } else {
            print(session.console());
        }
        return exitCode();
    }

    int exitCode() {
        return switch (result.state()) {
            case SUCCEEDED -> result.evaluation() == null || result.meetsRequirements() ? ExitCode.DONE : ExitCode.WORK;
            case INTERRUPTED, CANCELLED -> interrupted;
            case PENDING -> options.dryRun() ? ExitCode.DONE : ExitCode.WORK;
            case RUNNING, FAILED -> ExitCode.WORK;
        };
    }

    void print(Console console) {
        EvaluationReport evaluation = result.evaluation();
        if (evaluation != null) {
            MetricsTable.print(console, evaluation);
            console.print("");
            console.print("model   " + shown("model"));
            if (Files.exists(result.directory().resolve("report.html"))) {
                console.print("report  " + shown("report.html"));
            }
            return;
        }
        if (result.state() == RunState.PENDING) {
            console.print("The recipe, the data and the model fit together. Nothing was changed.");
        } else {
            console.print(
                    "run     " + result.directory() + "  " + result.state().word());
        }
    }

    private Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("exit_code", exitCode());
        document.put("state", result.state().word());
        document.put("directory", result.directory().toString());
        EvaluationReport evaluation = result.evaluation();
        if (evaluation != null) {
            document.put("model", result.model().toString());
            document.put("evaluation", EvaluationJson.tree(evaluation));
        }
        document.put("recipe", recipe.resolved().pairs());
        document.put("notices", notices.stream().map(TrainingOutcome::fields).toList());
        return document;
    }

    private static Map<String, String> fields(Notice notice) {
        return Map.of("code", notice.code(), "text", notice.text());
    }

    /** Short where the run lies below the working directory. */
    private String shown(String file) {
        Path here = Path.of("").toAbsolutePath();
        Path path = result.directory().toAbsolutePath().resolve(file);
        return (path.startsWith(here) ? here.relativize(path) : path).toString();
    }
}
