// SPDX-License-Identifier: Apache-2.0
package org.attune.suggest;

import java.util.stream.Stream;
import org.attune.eval.Metric;
import org.attune.report.page.Html;
import org.attune.report.page.Numbers;
import org.attune.report.page.Page;

/** The page of suggestions: self-contained, without scripts. */
public final class SuggestPage {

    private SuggestPage() {}

    public static String of(Suggestions found) {
        Html page = new Html();
        Page.begin(page, "Models to start from – Attune");
        page.open("header").element("h1", "Models to start from");
        page.element(
                "p", found.task() + ", " + Numbers.count(found.rows()) + " rows; nothing was tuned", "class", "under");
        page.close();
        Page.section(page, "models", "The most promising first");
        table(page, found);
        page.element(
                "p",
                "Ordered by the mean of three ranks, each by frozen features: LogME, the logarithm of the evidence of a linear model"
                        + " by row (You et al. 2021); the " + Suggesting.NEIGHBOURS
                        + " nearest rows, and a linear probe, both of other folds (" + Suggesting.FOLDS
                        + "), near duplicates in one fold. What tuning adds differs from model to model: try the first two.",
                "class",
                "soft");
        found.notes().forEach(note -> page.element("p", note, "class", "soft"));
        found.leftOut().forEach((model, why) -> page.element("p", model + " is left out: " + why, "class", "soft"));
        page.close();
        Page.end(page);
        return page.document();
    }

    private static void table(Html page, Suggestions found) {
        Page.table(
                page,
                found.metric() + " with 95 % intervals over rows",
                "numbers",
                "model",
                "mean rank",
                "LogME",
                "neighbours",
                "probe",
                "parameters",
                "size",
                "rows/s",
                "licence");
        for (Suggestion model : found.ranked()) {
            page.open("tr").element("th", model.model(), "scope", "row");
            Stream.of(
                            Numbers.value(model.meanRank()),
                            Numbers.value(model.logMe()),
                            shown(model.neighbours()),
                            shown(model.probe()),
                            Numbers.count(model.facts().parameters()),
                            Numbers.bytes((double) model.facts().bytes()),
                            Numbers.value(model.rowsPerSecond()),
                            model.facts().licence().isEmpty()
                                    ? "not stated"
                                    : model.facts().licence())
                    .forEach(text -> page.element("td", text));
            page.close();
        }
        Page.endTable(page);
    }

    private static String shown(Metric metric) {
        return metric.interval()
                .map(ci -> Numbers.interval(metric.value(), ci.low(), ci.high()))
                .orElseGet(() -> Numbers.value(metric.value()));
    }
}
