// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.attune.report.page.Html;
import org.attune.report.page.Numbers;
import org.attune.report.page.Page;

/** The page of a suite: self-contained, without scripts. */
final class SuitePage {

    private SuitePage() {}

    static String of(SuiteResults results) {
        Suite suite = results.suite();
        Html page = new Html();
        Page.begin(page, suite.name() + " – Attune benchmark");
        page.open("header").element("h1", suite.name());
        page.element("p", facts(suite), "class", "under");
        navigation(page, results.boards());
        page.close();
        findings(page, results);
        ranks(page, results);
        for (Board board : results.boards()) {
            Page.section(page, "data-" + board.data(), board.data());
            BoardSection.write(board, suite, page);
            page.close();
        }
        Page.section(page, "protocol", "Protocol");
        ProtocolSection.write(results, page);
        page.close();
        page.element("footer", "Made by Attune from the run directories below " + suite.output() + ".");
        Page.end(page);
        return page.document();
    }

    private static String facts(Suite suite) {
        return suite.candidates().size() + " candidates, " + suite.data().size()
                + (suite.data().size() == 1 ? " data set, " : " data sets, ")
                + suite.seeds().size()
                + (suite.seeds().size() == 1 ? " seed; " : " seeds; ")
                + suite.budget().words() + " each";
    }

    private static void navigation(Html page, List<Board> boards) {
        page.open("nav").element("a", "Findings", "href", "#findings");
        boards.forEach(board -> page.element("a", board.data(), "href", "#data-" + board.data()));
        page.element("a", "Protocol", "href", "#protocol").close();
    }

    private static void findings(Html page, SuiteResults results) {
        Page.section(page, "findings", "Findings");
        page.open("ul", "class", "findings");
        results.overall().ifPresent(overall -> page.element("li", Verdict.of(overall)));
        for (Board board : results.boards()) {
            page.open("li").element("b", board.data()).text(Verdict.of(board)).close();
        }
        results.failures()
                .forEach((cell, words) -> page.open("li", "class", "serious")
                        .element("b", cell)
                        .text(words)
                        .close());
        page.close().close();
    }

    private static void ranks(Html page, SuiteResults results) {
        Optional<Overall> overall = results.overall();
        if (overall.isEmpty()) {
            return;
        }
        Page.section(page, "ranks", "Over all data sets");
        String[] heading = Stream.concat(
                        Stream.of("candidate", "mean rank"),
                        results.boards().stream().map(board -> board.data() + ", " + board.metric()))
                .toArray(String[]::new);
        Page.table(page, "Means over seeds; rank 1 is the best of a data set", "numbers", heading);
        for (int c = 0; c < overall.get().candidates().size(); c++) {
            String candidate = overall.get().candidates().get(c);
            page.open("tr").element("th", candidate, "scope", "row");
            page.element("td", Numbers.value(overall.get().ranks().get(c)));
            for (Board board : results.boards()) {
                page.element(
                        "td",
                        board.standing(candidate)
                                .map(standing -> Numbers.value(standing.score().value()))
                                .orElse(Numbers.NONE));
            }
            page.close();
        }
        Page.endTable(page);
        page.close();
    }
}
