// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.attune.app.terminal.JsonText;
import org.attune.data.ReadOptions;
import org.attune.data.parts.SplitPlan;
import org.attune.data.parts.SplitResult;
import org.attune.data.parts.Splitting;
import org.attune.problem.InputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A data set in parts that share nothing. */
@Command(
        name = "split",
        description = {
            "Divides a data set into parts. Rows with equal or nearly equal texts stay together, and rows of one --group.",
            "Exact: each class has its share in each part. Stable: rows that are added later move no other row."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  attune data split all.csv --parts train=0.8,validation=0.1,test=0.1 --out parts",
            "  attune data split all.jsonl --group customer --folds 5 --out folds",
            "  attune data split all.csv --time sent_at --parts train=0.9,test=0.1 --out parts"
        })
final class SplitCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private Common common = new Common();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files or globs.")
    private List<String> files = List.of();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "A new folder for the parts.")
    private Path out = Path.of("");

    @Option(
            names = "--parts",
            split = ",",
            paramLabel = "NAME=SHARE",
            description = "train=0.8,validation=0.1,test=0.1 unless given.")
    private @Nullable Map<String, Double> parts;

    @Option(names = "--folds", paramLabel = "K", description = "Equal parts fold-1 to fold-K instead.")
    private int folds;

    @Option(names = "--mode", paramLabel = "MODE", description = "exact or stable; exact unless given.")
    private SplitPlan.Mode mode = SplitPlan.Mode.EXACT;

    @Option(names = "--group", paramLabel = "COLUMN", description = "Rows with the same value stay together.")
    private @Nullable String group;

    @Option(names = "--time", paramLabel = "COLUMN", description = "Later parts hold later rows.")
    private @Nullable String time;

    @Option(
            names = "--stratify",
            paramLabel = "BOOLEAN",
            arity = "1",
            description = "Whether each class has its share in each part; true unless given, where there is a label.")
    private @Nullable Boolean stratified;

    @Option(
            names = "--near-duplicates",
            paramLabel = "SIMILARITY",
            description = "From which Jaccard similarity texts stay together; 0.8 unless given, 0: only equal ones.")
    private double near = 0.8;

    @Option(names = "--seed", paramLabel = "N", description = "13 unless given.")
    private long seed = 13;

    @ArgGroup(validate = false, heading = "%nColumns, where their names and contents do not tell:%n")
    private ColumnOptions columns = new ColumnOptions();

    SplitCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        common.apply(session);
        ReadOptions reading =
                ReadOptions.auto().withNamed(Set.copyOf(columns.byRole().values()));
        SplitPlan plan = new SplitPlan(
                shares(),
                mode,
                Optional.ofNullable(group),
                Optional.ofNullable(time),
                Optional.ofNullable(stratified),
                near,
                seed);
        SplitResult result = new Splitting(files, columns.byRole(), reading, plan).into(out);
        if (common.json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("out", out.toString());
            document.put("files", result.files());
            document.put("rows", result.rows());
            document.put("set_aside", result.aside());
            session.console().out().print(JsonText.pretty(document));
            return ExitCode.DONE;
        }
        result.rows()
                .forEach((name, rows) -> session.console()
                        .print(rows + " rows in "
                                + out.resolve(String.valueOf(result.files().get(name)))));
        if (result.aside() > 0) {
            session.console()
                    .print(result.aside() + " rows would join several parts: " + out.resolve("set-aside.jsonl"));
        }
        return ExitCode.DONE;
    }

    private Map<String, Double> shares() {
        if (folds == 0) {
            return parts == null ? defaults() : parts;
        }
        if (parts != null || folds < 2) {
            throw new InputException(
                    "cli.usage",
                    "--folds",
                    parts != null ? "with --parts" : String.valueOf(folds),
                    "at least two folds, or parts with shares",
                    "give the one or the other");
        }
        return SplitPlan.folds(folds);
    }

    private static Map<String, Double> defaults() {
        Map<String, Double> shares = new LinkedHashMap<>();
        shares.put("train", 0.8);
        shares.put("validation", 0.1);
        shares.put("test", 0.1);
        return shares;
    }
}
