// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.attune.app.terminal.Console;
import org.attune.app.terminal.TextTable;
import org.attune.data.inspect.ColumnProfile;
import org.attune.data.inspect.Finding;
import org.attune.data.inspect.Inspection;

/** An inspection on the terminal: short, the findings last, where the eye rests. */
final class InspectionText {

    private static final int MOST_LABELS = 12;
    private static final int EXAMPLES = 3;

    private InspectionText() {}

    static void print(Console console, Inspection inspection) {
        inspection.roles().guesses().forEach(console::say);
        columns(inspection).lines().forEach(console::print);
        Inspection.Lengths lengths = inspection.lengths();
        console.print("");
        console.print(String.format(
                Locale.ROOT,
                "%d rows; characters in a text: %d to %d, median %d, 95 %% at most %d",
                inspection.rows(),
                lengths.shortest(),
                lengths.longest(),
                lengths.median(),
                lengths.most95()));
        inspection.tokens().ifPresent(tokens -> console.print(tokens(tokens)));
        labels(console, inspection);
        console.print("");
        if (inspection.findings().isEmpty()) {
            console.print("no findings");
        }
        inspection.findings().forEach(finding -> finding(console, finding));
    }

    private static TextTable columns(Inspection inspection) {
        TextTable table = new TextTable("llrr", "column", "values", "different", "missing");
        for (ColumnProfile column : inspection.columns()) {
            String kinds = column.kinds().entrySet().stream()
                    .map(e -> e.getValue() + " " + e.getKey())
                    .collect(Collectors.joining(", "));
            table.row(
                    column.name(),
                    kinds.isEmpty() ? "-" : kinds,
                    (column.moreDistinct() ? ">" : "") + column.distinct(),
                    String.valueOf(column.missing()));
        }
        return table;
    }

    private static String tokens(Inspection.TokenLengths tokens) {
        return String.format(
                Locale.ROOT,
                "tokens of %s in a sample of %d: median %d, 95 %% at most %d; %.1f %% (95 %%: %.1f to %.1f) exceed %d and are cut",
                tokens.model(),
                tokens.sample(),
                tokens.median(),
                tokens.most95(),
                100 * tokens.truncated().value(),
                100 * tokens.truncated().low(),
                100 * tokens.truncated().high(),
                tokens.limit());
    }

    private static void labels(Console console, Inspection inspection) {
        Set<String> labels = new LinkedHashSet<>();
        inspection.parts().forEach(part -> labels.addAll(part.labels().keySet()));
        if (labels.isEmpty()) {
            return;
        }
        List<String> heads = new ArrayList<>(List.of("label"));
        inspection.parts().forEach(part -> heads.add(part.name()));
        TextTable table = new TextTable("l" + "r".repeat(inspection.parts().size()), heads.toArray(String[]::new));
        labels.stream().limit(MOST_LABELS).forEach(label -> {
            List<String> cells = new ArrayList<>(List.of(label));
            inspection
                    .parts()
                    .forEach(part -> cells.add(String.valueOf(part.labels().getOrDefault(label, 0L))));
            table.row(cells.toArray(String[]::new));
        });
        console.print("");
        table.lines().forEach(console::print);
        if (labels.size() > MOST_LABELS) {
            console.print("and " + (labels.size() - MOST_LABELS) + " more labels");
        }
    }

    private static void finding(Console console, Finding finding) {
        console.print(console.bold(finding.severity().word()) + "  " + finding.count() + "  " + finding.text() + "  ["
                + finding.code() + "]");
        finding.examples().stream()
                .limit(EXAMPLES)
                .forEach(example -> console.print("    " + example.where() + "  " + example.excerpt()));
        console.print("    do: " + finding.command());
    }
}
