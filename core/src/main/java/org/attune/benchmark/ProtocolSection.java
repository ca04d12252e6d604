// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import org.attune.config.Kinds;
import org.attune.report.page.Html;
import org.attune.report.page.Page;

/** What is the same for all, and how each cell is run again. */
final class ProtocolSection {

    private ProtocolSection() {}

    static void write(SuiteResults results, Html page) {
        Suite suite = results.suite();
        page.element(
                "p",
                "Every candidate learns from the same rows, chooses its best step on the same validation rows (drawn by row and seed)"
                        + " and answers the same test rows once, when it is done. Budget: "
                        + suite.budget().words() + ". Seeds: "
                        + String.join(
                                ", ",
                                suite.seeds().stream().map(String::valueOf).toList()) + ".");
        page.element(
                "p",
                "With one seed: exact McNemar test, or a paired permutation test, and a paired bootstrap over rows. With two to four"
                        + " seeds: t with seeds and rows as crossed sources of variance. With five and more: a bootstrap over seeds and"
                        + " rows. p values of all pairs of a data set are corrected together: "
                        + Kinds.word(suite.correction())
                        + ". Two candidates are told apart where the corrected p is below 0.05.");
        page.open("details").element("summary", "One command for each cell");
        page.open("pre");
        suite.cells().forEach(cell -> page.text(cell.launch().command() + "\n"));
        page.close().close();
        page.open("details").element("summary", "What candidates differ in");
        Page.table(page, "Keys of a recipe", "", "candidate", "recipe");
        suite.candidates().forEach((name, keys) -> {
            page.open("tr").element("th", name, "scope", "row").open("td").element("pre", keys.yaml());
            page.close().close();
        });
        Page.endTable(page);
        page.close();
    }
}
