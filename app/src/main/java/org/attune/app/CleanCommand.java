// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.attune.app.terminal.Console;
import org.attune.app.terminal.JsonText;
import org.attune.data.ReadOptions;
import org.attune.data.clean.Cleaning;
import org.attune.data.mend.Mended;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A data set, mended. */
@Command(
        name = "clean",
        description = {
            "Mends a data set into a new folder; what is changed or taken out is written beside it, row by row.",
            "Without options: Unicode in one form, mojibake repaired, unseen characters and blanks around texts",
            "removed, rows without text or label and repeated rows dropped."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  attune data clean train.csv --out cleaned",
            "  attune data clean train.csv --near-duplicates 0.8 --held-out test.csv --private redact --out cleaned"
        })
final class CleanCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private Common common = new Common();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files or globs.")
    private List<String> files = List.of();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "A new folder for the result.")
    private Path out = Path.of("");

    @Option(
            names = "--held-out",
            paramLabel = "FILE",
            description = "Data to measure with: rows that stand there too are taken out; may be repeated.")
    private List<String> heldOut = List.of();

    @ArgGroup(validate = false, heading = "%nWhat is done:%n")
    private CleanOptions options = new CleanOptions();

    @ArgGroup(validate = false, heading = "%nColumns, where their names and contents do not tell:%n")
    private ColumnOptions columns = new ColumnOptions();

    CleanCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        common.apply(session);
        ReadOptions reading =
                ReadOptions.auto().withNamed(Set.copyOf(columns.byRole().values()));
        Mended result = new Cleaning(files, heldOut, columns.byRole(), reading, options.plan()).into(out);
        if (common.json) {
            session.console().out().print(JsonText.pretty(document(result)));
        } else {
            print(session.console(), result);
        }
        return ExitCode.DONE;
    }

    private Map<String, Object> document(Mended result) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("data", out.resolve(result.data().getFileName()).toString());
        document.put("read", result.read());
        document.put("written", result.written());
        document.put("rejected", result.rejected());
        document.put("changed", result.changed());
        document.put("rejected_by", result.rejectedBy());
        document.put("changed_by", result.changedBy());
        return document;
    }

    private void print(Console console, Mended result) {
        console.print(result.read() + " rows read, " + result.written() + " written to "
                + out.resolve(result.data().getFileName()) + ", " + result.rejected() + " rejected, " + result.changed()
                + " changed");
        result.rejectedBy().forEach((rule, count) -> console.print("    rejected  " + count + "  " + rule));
        result.changedBy().forEach((rule, count) -> console.print("    changed   " + count + "  " + rule));
    }
}
