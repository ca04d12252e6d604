// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.List;
import org.attune.report.page.Html;
import org.attune.report.page.Numbers;
import org.attune.report.page.Page;

/** The success criteria that the recipe set before the start, and whether they hold. */
record CriteriaSection() implements Section {

    @Override
    public String id() {
        return "criteria";
    }

    @Override
    public String heading(View view) {
        return "Success criteria";
    }

    @Override
    public boolean hasContent(View view) {
        return !view.run().evaluation().require().isEmpty();
    }

    @Override
    public void write(View view, Html page) {
        List<CriterionRow> rows = view.run().evaluation().require();
        long passed = rows.stream().filter(CriterionRow::passed).count();
        long failed = rows.size() - passed;
        page.element(
                "p",
                failed == 0
                        ? "Everything that was required before the start holds."
                        : failed + " of " + rows.size()
                                + (failed == 1 ? " requirements does not hold." : " requirements do not hold."));
        Page.table(page, "Set before the start", "", "", "Criterion", "Required", "Measured", "Limit");
        for (CriterionRow row : rows) {
            page.open("tr").open("td");
            page.element("span", row.passed() ? "PASS" : "FAIL", "class", "chip " + (row.passed() ? "pass" : "fail"));
            page.close();
            page.element("th", row.criterion(), "scope", "row");
            page.element("td", row.rule());
            page.element("td", Numbers.value(row.value()), "class", "n");
            page.element("td", Numbers.value(row.limit()), "class", "n").close();
        }
        Page.endTable(page);
    }
}
