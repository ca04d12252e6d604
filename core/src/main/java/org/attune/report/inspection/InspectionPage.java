// SPDX-License-Identifier: Apache-2.0
package org.attune.report.inspection;

import java.util.List;
import java.util.stream.Collectors;
import org.attune.data.inspect.Finding;
import org.attune.data.inspect.Inspection;
import org.attune.report.page.Html;
import org.attune.report.page.Numbers;
import org.attune.report.page.Page;

/** An inspection as a page: what to know first, then the findings with examples and commands, then what the data is like. */
public final class InspectionPage {

    private InspectionPage() {}

    public static String of(Inspection inspection) {
        String title = inspection.parts().stream()
                .flatMap(part -> part.sha256().keySet().stream())
                .limit(3)
                .collect(Collectors.joining(", "));
        Html page = new Html();
        Page.begin(page, title + " – Attune data");
        head(inspection, title, page);
        findings(inspection.findings(), page);
        LabelTable.write(inspection, page);
        DataTables.columns(inspection, page);
        DataTables.lengths(inspection, page);
        DataTables.files(inspection, page);
        page.element("footer", "Made by attune data inspect. Private data in the examples is masked, texts are not.");
        Page.end(page);
        return page.document();
    }

    private static void head(Inspection inspection, String title, Html page) {
        page.open("header").element("h1", title);
        page.element("p", roles(inspection.roles()), "class", "under");
        page.open("div", "class", "headline");
        for (Inspection.Part part : inspection.parts()) {
            page.open("div").element("div", "rows of " + part.name(), "class", "name");
            page.element("div", Numbers.count(part.rows()), "class", "figure").close();
        }
        page.open("div").element("div", "findings", "class", "name");
        page.element("div", Numbers.count(inspection.findings().size()), "class", "figure")
                .close();
        page.close().close().line();
    }

    private static String roles(Inspection.Roles roles) {
        return "Text: " + String.join(", ", roles.inputs())
                + roles.label().map(l -> " · label: " + l).orElse(" · no label")
                + (roles.guesses().isEmpty() ? "" : " · guessed: " + String.join("; ", roles.guesses()));
    }

    private static void findings(List<Finding> findings, Html page) {
        Page.section(page, "findings", "Findings");
        if (findings.isEmpty()) {
            page.element("p", "Nothing was found that calls for a change.");
        } else {
            page.open("ul", "class", "findings");
            findings.forEach(finding -> finding(finding, page));
            page.close();
        }
        page.close();
    }

    private static void finding(Finding finding, Html page) {
        page.open("li", "class", finding.severity().word());
        page.element("b", Numbers.count(finding.count())).text(finding.text() + ". ");
        page.element("code", finding.code());
        if (!finding.examples().isEmpty()) {
            page.open("details").element("summary", "examples");
            Page.table(page, "The first ones", "", "Where", "What");
            for (Finding.Example example : finding.examples()) {
                page.open("tr").element("td", example.where(), "class", "place");
                page.element("td", example.excerpt(), "class", "text", "dir", "auto")
                        .close();
            }
            Page.endTable(page);
            page.close();
        }
        page.open("div").element("code", finding.command()).close().close().line();
    }
}
