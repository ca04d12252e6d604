// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.List;
import java.util.Optional;
import org.attune.report.page.Caption;
import org.attune.report.page.HeatMap;
import org.attune.report.page.Html;
import org.attune.report.page.Numbers;
import org.attune.report.page.Page;

/** Which classes are taken for which: a heat map and the pairs that are mixed up most. */
record ConfusionSection() implements Section {

    private static final int MOST_LABELS = 120;
    private static final int MOST_PAIRS = 15;

    @Override
    public String id() {
        return "confusion";
    }

    @Override
    public String heading(View view) {
        return "Confusion";
    }

    @Override
    public boolean hasContent(View view) {
        return matrix(view).isPresent();
    }

    private static Optional<ConfusionMatrix> matrix(View view) {
        return view.run().evaluation().main().flatMap(split -> Optional.ofNullable(split.confusion()));
    }

    @Override
    public void write(View view, Html page) {
        ConfusionMatrix whole = matrix(view).orElseThrow();
        ConfusionMatrix shown = whole.mostConfused(MOST_LABELS);
        List<ConfusionMatrix.Pair> pairs = whole.pairs(MOST_PAIRS);
        String title = shown.labels().size() == whole.labels().size()
                ? "Confusion matrix"
                : "Confusion matrix of the " + MOST_LABELS + " labels with the most mistakes, of "
                        + whole.labels().size();
        HeatMap.draw(
                page,
                new Caption(title, description(pairs), "predicted label", "true label"),
                shown.labels(),
                shown.counts());
        if (!pairs.isEmpty()) {
            pairs(page, pairs);
        }
    }

    private static String description(List<ConfusionMatrix.Pair> pairs) {
        if (pairs.isEmpty()) {
            return "Every row is right";
        }
        ConfusionMatrix.Pair first = pairs.get(0);
        return "Most often " + first.truth() + " is taken for " + first.predicted() + ": " + first.count() + " of "
                + first.support() + " rows. The table below lists the pairs";
    }

    private static void pairs(Html page, List<ConfusionMatrix.Pair> pairs) {
        page.element("h3", "Most confused pairs");
        Page.table(
                page,
                "True label, and what was predicted instead",
                "",
                "True label",
                "Predicted",
                "Rows",
                "Of",
                "Share");
        for (ConfusionMatrix.Pair pair : pairs) {
            page.open("tr").element("th", pair.truth(), "scope", "row");
            page.element("td", pair.predicted());
            page.element("td", Numbers.count(pair.count()), "class", "n");
            page.element("td", Numbers.count(pair.support()), "class", "n");
            page.element("td", Numbers.percent((double) pair.count() / pair.support()), "class", "n");
            page.close().line();
        }
        Page.endTable(page);
    }
}
