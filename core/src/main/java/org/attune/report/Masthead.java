// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.attune.report.page.Html;
import org.attune.report.page.Numbers;

/** The top of the page: what run this is, its main numbers, its state, and the way to the sections. */
final class Masthead {

    private Masthead() {}

    static void write(Section.View view, List<Section> sections, Html page) {
        RunFiles run = view.run();
        page.open("header");
        page.element("h1", run.name());
        page.element("p", subtitle(run), "class", "under");
        state(run, page);
        view.run().evaluation().main().ifPresent(split -> headline(view, split, page));
        page.open("nav", "aria-label", "Sections");
        sections.forEach(section -> page.element("a", section.heading(view), "href", "#" + section.id()));
        page.close().close();
    }

    private static String subtitle(RunFiles run) {
        RecipeFile recipe = run.recipe();
        StringBuilder words = new StringBuilder();
        for (String part : List.of(
                recipe.task().replace('-', ' '),
                recipe.model(),
                recipe.method().isEmpty() ? "" : "method: " + recipe.method(),
                day(run.state().updated()))) {
            if (!part.isEmpty()) {
                words.append(words.isEmpty() ? "" : " · ").append(part);
            }
        }
        return words.toString();
    }

    private static String day(String instant) {
        return instant.length() >= 16 && instant.charAt(10) == 'T'
                ? instant.substring(0, 10) + " " + instant.substring(11, 16) + " UTC"
                : instant;
    }

    /** A running run says nothing of it once it has results: the report is written just before the state changes. */
    private static void state(RunFiles run, Html page) {
        String state = run.state().state();
        boolean done = state.equals("succeeded");
        boolean concluding =
                state.equals("running") && !run.evaluation().splits().isEmpty();
        if (state.isEmpty() || concluding) {
            return;
        }
        String style = done ? "pass" : state.equals("failed") ? "fail" : "warn";
        page.open("p", "class", "under");
        page.element("span", state.toLowerCase(Locale.ROOT), "class", "chip " + style);
        if (!run.state().message().isEmpty()) {
            page.text(" " + run.state().message()).empty("br");
        }
        if (!done) {
            page.text(" This run has not finished; the page shows what there is.");
        }
        page.close();
    }

    private static void headline(Section.View view, SplitResult split, Html page) {
        Map<String, Measure> metrics = split.metrics();
        page.open("div", "class", "headline");
        for (String name : MetricWords.main(view.run(), view.family(), metrics.keySet())) {
            Measure measure = split.metric(name);
            page.open("div");
            page.element("div", MetricWords.of(name), "class", "name");
            page.element("div", Numbers.value(measure.value()), "class", "figure");
            String range = measure.hasInterval() ? "95 % " + Numbers.interval(measure.low(), measure.high()) : "";
            page.element("div", range, "class", "range").close();
        }
        if (!Double.isNaN(split.n())) {
            page.open("div").element("div", split.name() + " rows", "class", "name");
            page.element("div", Numbers.count(split.n()), "class", "figure").close();
        }
        page.close();
    }
}
