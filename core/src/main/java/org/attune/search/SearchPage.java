// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.attune.report.page.Html;
import org.attune.report.page.Numbers;
import org.attune.report.page.Page;

/** The page of a search: self-contained, without scripts. */
final class SearchPage {

    private static final int MOST_ROWS = 30;

    private SearchPage() {}

    static String of(SearchResults results) {
        SearchPlan plan = results.plan();
        Html page = new Html();
        String name = String.valueOf(plan.settings().output().getFileName());
        Page.begin(page, name + " – Attune search");
        page.open("header").element("h1", name);
        page.element("p", facts(results), "class", "under").close();
        Page.section(page, "best", "The best");
        best(page, results);
        page.close();
        Page.section(page, "trials", "Trials");
        SearchCharts.history(page, results);
        SearchCharts.coordinates(page, results);
        table(page, results);
        page.close();
        Page.section(page, "parameters", "Parameters");
        importances(page, results);
        SearchCharts.slices(page, results);
        page.close();
        page.element(
                "footer",
                "Made by Attune from the study and the run directories below "
                        + plan.settings().output() + ".");
        Page.end(page);
        return page.document();
    }

    private static String facts(SearchResults results) {
        SearchSettings settings = results.plan().settings();
        return results.trials().size() + " trials by " + settings.sampler() + " over "
                + results.plan().space().size() + " parameters, seed " + settings.seed() + "; "
                + results.plan().metric() + " on validation rows decides, "
                + (results.plan().maximise() ? "more" : "less") + " is better";
    }

    private static void best(Html page, SearchResults results) {
        if (results.best().isEmpty()) {
            page.element("p", "No trial came to its end with a value.", "class", "serious");
            return;
        }
        Trial best = results.best().get();
        page.element(
                "p",
                best.name() + " has " + results.plan().metric() + " " + Numbers.value(best.value())
                        + ". It is the best of many by the same validation rows, so that this value flatters; the runs below alone were"
                        + " tested.");
        Page.table(
                page, "The configuration; what else the recipe says stands in winner.yaml", "", "parameter", "value");
        results.plan()
                .space()
                .texts(best.point())
                .forEach((path, text) -> page.open("tr")
                        .element("th", path, "scope", "row")
                        .element("td", shown(text), "class", "n")
                        .close());
        Page.endTable(page);
        finals(page, results);
    }

    private static void finals(Html page, SearchResults results) {
        Page.table(
                page,
                results.plan().metric() + " of the best configuration by seed",
                "numbers",
                "seed",
                "validation",
                "test",
                "");
        for (SearchResults.FinalRun run : results.finals()) {
            page.open("tr").element("th", String.valueOf(run.seed()), "scope", "row");
            for (String split : List.of("validation", "test")) {
                double value = run.metrics()
                        .getOrDefault(split, Map.of())
                        .getOrDefault(results.plan().metric(), Double.NaN);
                page.element("td", Numbers.value(value), "class", "n");
            }
            page.element(
                            "td",
                            run.message().isEmpty() ? run.passed() ? "" : "a criterion does not hold" : run.message())
                    .close();
        }
        page.open("tr").element("th", "mean", "scope", "row");
        for (String split : List.of("validation", "test")) {
            page.element(
                    "td",
                    Numbers.value(
                            DoubleStream.of(results.bySeed(split)).average().orElse(Double.NaN)),
                    "class",
                    "n");
        }
        page.element("td", "").close();
        Page.endTable(page);
    }

    private static void importances(Html page, SearchResults results) {
        Map<String, Double> shares = Importances.of(
                results.plan().space(),
                results.trials(),
                results.plan().settings().seed());
        if (shares.isEmpty()) {
            page.element(
                    "p",
                    "Importances need " + Importances.LEAST_TRIALS + " finished trials that differ.",
                    "class",
                    "soft");
            return;
        }
        Page.table(
                page,
                "Share of the variance over the space that each parameter explains alone: main effects over a random forest"
                        + " (Hutter et al. 2014)",
                "numbers",
                "parameter",
                "share");
        shares.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(share -> page.open("tr")
                        .element("th", share.getKey(), "scope", "row")
                        .element("td", Numbers.percent(share.getValue()), "class", "n")
                        .close());
        double rest =
                1 - shares.values().stream().mapToDouble(Double::doubleValue).sum();
        page.open("tr").element("th", "several together", "scope", "row");
        page.element("td", Numbers.percent(Math.max(0, rest)), "class", "n").close();
        Page.endTable(page);
    }

    private static void table(Html page, SearchResults results) {
        List<Trial> order = new ArrayList<>(results.trials());
        Comparator<Trial> better = Comparator.comparingDouble(trial -> Double.isNaN(trial.value())
                ? Double.POSITIVE_INFINITY
                : results.plan().maximise() ? -trial.value() : trial.value());
        order.sort(better.thenComparingInt(Trial::number));
        Page.table(
                page,
                order.size() > MOST_ROWS
                        ? "The best " + MOST_ROWS + "; all are in results.json"
                        : "All trials, the best first",
                "",
                "trial",
                results.plan().metric(),
                "state",
                "parameters",
                "time");
        for (Trial trial : order.subList(0, Math.min(MOST_ROWS, order.size()))) {
            page.open("tr").element("th", trial.name(), "scope", "row");
            page.element("td", Numbers.value(trial.value()), "class", "n");
            page.element("td", trial.state().word() + (trial.message().isEmpty() ? "" : ": " + trial.message()));
            List<String> texts = new ArrayList<>();
            results.plan().space().texts(trial.point()).forEach((path, text) -> texts.add(path + " " + shown(text)));
            page.element("td", String.join(", ", texts));
            page.element("td", Numbers.duration(trial.seconds()), "class", "n").close();
        }
        Page.endTable(page);
    }

    /** Numbers with four digits. */
    static String shown(String text) {
        return Bounds.number(text).stream().mapToObj(Numbers::value).findFirst().orElse(text);
    }
}
