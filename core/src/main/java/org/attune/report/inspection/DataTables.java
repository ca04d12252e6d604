// SPDX-License-Identifier: Apache-2.0
package org.attune.report.inspection;

import java.util.stream.Collectors;
import org.attune.data.inspect.ColumnProfile;
import org.attune.data.inspect.Inspection;
import org.attune.report.page.Html;
import org.attune.report.page.Numbers;
import org.attune.report.page.Page;

/** What the data is like: columns, lengths, files. */
final class DataTables {

    private DataTables() {}

    static void columns(Inspection inspection, Html page) {
        Page.section(page, "columns", "Columns");
        Page.table(page, "All parts together", "", "Column", "Values", "Different", "Missing");
        for (ColumnProfile column : inspection.columns()) {
            String kinds = column.kinds().entrySet().stream()
                    .map(e -> Numbers.count(e.getValue()) + " " + e.getKey())
                    .collect(Collectors.joining(", "));
            String distinct = (column.moreDistinct() ? "more than " : "") + Numbers.count(column.distinct());
            page.open("tr").element("td", column.name(), "class", "label", "dir", "auto");
            page.element("td", kinds.isEmpty() ? Numbers.NONE : kinds).element("td", distinct, "class", "n");
            page.element("td", Numbers.count(column.missing()), "class", "n")
                    .close()
                    .line();
        }
        Page.endTable(page);
        page.close();
    }

    static void lengths(Inspection inspection, Html page) {
        Inspection.Lengths all = inspection.lengths();
        Page.section(page, "lengths", "Lengths");
        Page.table(page, "Of the texts", "numbers", "Unit", "Shortest", "Median", "95 % are shorter", "Longest");
        page.open("tr").element("td", "characters");
        for (int value : new int[] {all.shortest(), all.median(), all.most95(), all.longest()}) {
            page.element("td", Numbers.count(value));
        }
        page.close().line();
        inspection.tokens().ifPresent(tokens -> {
            page.open("tr").element("td", "tokens").element("td", Numbers.NONE);
            page.element("td", Numbers.count(tokens.median())).element("td", Numbers.count(tokens.most95()));
            page.element("td", Numbers.count(tokens.longest())).close().line();
        });
        Page.endTable(page);
        inspection.tokens().ifPresent(tokens -> page.element("p", truncation(tokens)));
        page.close();
    }

    static String truncation(Inspection.TokenLengths tokens) {
        return "Of a sample of " + Numbers.count(tokens.sample()) + " rows "
                + Numbers.percent(tokens.truncated().value()) + " (95 %: "
                + Numbers.percent(tokens.truncated().low()) + " to "
                + Numbers.percent(tokens.truncated().high()) + ") are longer than the " + Numbers.count(tokens.limit())
                + " tokens that " + tokens.model() + " reads, and are truncated.";
    }

    static void files(Inspection inspection, Html page) {
        Page.section(page, "files", "Files");
        Page.table(page, "What was read", "", "Part", "File", "SHA-256");
        for (Inspection.Part part : inspection.parts()) {
            part.sha256().forEach((file, hash) -> {
                page.open("tr").element("td", part.name()).element("td", file, "class", "place");
                page.open("td").element("code", hash).close().close().line();
            });
        }
        Page.endTable(page);
        for (Inspection.Part part : inspection.parts()) {
            part.notes().forEach(note -> page.element("p", note, "class", "soft"));
        }
        page.close();
    }
}
