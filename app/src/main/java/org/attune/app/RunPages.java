// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.attune.app.terminal.Console;
import org.attune.eval.EvaluationJson;
import org.attune.eval.EvaluationReport;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.run.Manifest;
import org.attune.run.RunStatus;
import org.attune.run.RunSummary;

/** Runs as lists and pages show them. */
record RunPages(RunSummary run) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

    /** Files worth looking at, by what they are. */
    private static final Map<String, String> FILES = new LinkedHashMap<>();

    static {
        FILES.put("report", "report.html");
        FILES.put("model", "model");
        FILES.put("predictions", "predictions.jsonl");
        FILES.put("log", "log.txt");
    }

    /** @throws InputException with every folder that is not there or is no run */
    static void refuseOthers(Path... folders) {
        Problems problems = new Problems();
        for (Path folder : folders) {
            if (!Files.isRegularFile(folder.resolve("state.json"))
                    && !Files.isRegularFile(folder.resolve("recipe.yaml"))) {
                problems.add(
                        "runs.no-run",
                        folder.toString(),
                        Files.exists(folder) ? "it has no state.json" : "there is no such folder",
                        "a run is a folder that attune train made",
                        "attune runs list"
                                + (folder.getParent() == null ? "" : " " + Problem.quote(folder.getParent())));
            }
        }
        problems.throwIfAny();
    }

    static String state(RunSummary run) {
        return run.damage().isEmpty() ? run.state().map(state -> state.word()).orElse("?") : run.damage();
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    static Map<String, Object> summary(RunSummary run) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", run.name());
        fields.put("directory", run.folder().toString());
        run.state().ifPresent(state -> fields.put("state", state.word()));
        fields.put("task", run.task());
        fields.put("model", run.model());
        fields.put("method", run.method());
        run.value().ifPresent(value -> fields.put(run.metric(), value));
        run.updated().ifPresent(time -> fields.put("updated", time.toString()));
        fields.put("damage", run.damage());
        return fields;
    }

    Map<String, Object> document() {
        Map<String, Object> document = summary(run);
        status().ifPresent(status -> document.put("message", status.message()));
        evaluation().ifPresent(report -> document.put("evaluation", EvaluationJson.tree(report)));
        Manifest.read(run.folder()).ifPresent(manifest -> document.put("manifest", manifest.sections()));
        return document;
    }

    void print(Console console) {
        line(console, "run", run.folder().toString());
        line(console, "state", state(run) + status().map(this::message).orElse(""));
        line(console, "task", run.task());
        line(console, "model", run.model());
        line(console, "method", run.method());
        run.updated().ifPresent(time -> line(console, "changed", time(time)));
        FILES.forEach((what, file) -> {
            if (Files.exists(run.folder().resolve(file))) {
                line(console, what, run.folder().resolve(file).toString());
            }
        });
        evaluation().ifPresent(report -> MetricsTable.print(console, report));
    }

    private String message(RunStatus status) {
        return status.message().isEmpty() ? "" : ": " + status.message();
    }

    private Optional<RunStatus> status() {
        return RunStatus.of(run.folder());
    }

    private Optional<EvaluationReport> evaluation() {
        Path file = run.folder().resolve("evaluation.json");
        return Files.exists(file) && run.damage().isEmpty() ? Optional.of(EvaluationJson.read(file)) : Optional.empty();
    }

    private static void line(Console console, String name, String value) {
        console.print(String.format("%-12s %s", name, value));
    }
}
