// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.util.List;
import java.util.stream.Stream;
import org.attune.config.Kinds;
import org.attune.report.page.Caption;
import org.attune.report.page.FrontChart;
import org.attune.report.page.Html;
import org.attune.report.page.IntervalPlot;
import org.attune.report.page.Numbers;
import org.attune.report.page.Page;

/** One data set: who leads, what is told apart, what it cost. */
final class BoardSection {

    private final Board board;
    private final Suite suite;
    private final Html page;

    private BoardSection(Board board, Suite suite, Html page) {
        this.board = board;
        this.suite = suite;
        this.page = page;
    }

    static void write(Board board, Suite suite, Html page) {
        BoardSection section = new BoardSection(board, suite, page);
        page.element("p", Verdict.of(board));
        Verdict.detectable(board).ifPresent(words -> page.element("p", words, "class", "soft"));
        board.remarks().forEach(remark -> page.element("p", remark, "class", "soft"));
        if (!board.standings().isEmpty()) {
            section.leaderboard();
            section.matrix();
            section.cost();
            section.front();
            SlicesSection.write(board.slices(), board.metric(), page);
        }
        board.scaling().ifPresent(scaling -> ScalingSection.write(scaling, suite, page));
    }

    private void leaderboard() {
        double low =
                board.standings().stream().mapToDouble(BoardSection::low).min().orElse(0);
        double high =
                board.standings().stream().mapToDouble(BoardSection::high).max().orElse(1);
        double room = high > low ? 0.02 * (high - low) : 0.5;
        Page.table(
                page,
                board.metric() + " on " + Numbers.count(board.rows()) + " rows, means over "
                        + suite.seeds().size() + " seeds; 95 % intervals by "
                        + board.standings().get(0).score().method(),
                "",
                "group",
                "candidate",
                board.metric(),
                "95 % interval",
                "from " + Numbers.value(low) + " to " + Numbers.value(high),
                "by seed");
        for (Standing standing : board.standings()) {
            page.open("tr").element("td", group(standing.candidate()), "class", "n");
            page.element("th", standing.candidate(), "scope", "row");
            page.element("td", Numbers.value(standing.score().value()), "class", "n");
            page.element(
                    "td",
                    Numbers.interval(standing.score().low(), standing.score().high()),
                    "class",
                    "n");
            page.open("td");
            IntervalPlot.draw(page, standing.candidate(), low - room, high + room, List.of(mark(standing)));
            page.close();
            page.element(
                    "td",
                    String.join(
                            "  ", standing.bySeed().stream().map(Numbers::value).toList()),
                    "class",
                    "n");
            page.close();
        }
        Page.endTable(page);
    }

    private static double low(Standing standing) {
        return Double.isFinite(standing.score().low())
                ? standing.score().low()
                : standing.score().value();
    }

    private static double high(Standing standing) {
        return Double.isFinite(standing.score().high())
                ? standing.score().high()
                : standing.score().value();
    }

    private static IntervalPlot.Mark mark(Standing standing) {
        return new IntervalPlot.Mark(
                standing.candidate(),
                "tuned",
                standing.score().value(),
                standing.score().low(),
                standing.score().high());
    }

    private String group(String candidate) {
        for (int g = 0; g < board.groups().size(); g++) {
            if (board.groups().get(g).contains(candidate)) {
                return String.valueOf(g + 1);
            }
        }
        return Numbers.NONE;
    }

    /** The row less the column. */
    private void matrix() {
        List<String> names = board.standings().stream().map(Standing::candidate).toList();
        Page.table(
                page,
                "Row less column, with p corrected for all pairs (" + words() + "); coloured where it is below 0.05",
                "numbers",
                Stream.concat(Stream.of(""), names.stream()).toArray(String[]::new));
        for (String row : names) {
            page.open("tr").element("th", row, "scope", "row");
            for (String column : names) {
                page.open("td");
                board.pair(row, column)
                        .ifPresent(pair -> cell(pair, pair.first().equals(row)));
                page.close();
            }
            page.close();
        }
        Page.endTable(page);
    }

    private String words() {
        String test = board.pairs().isEmpty() ? "" : board.pairs().get(0).test() + ", ";
        return test + Kinds.word(suite.correction());
    }

    private void cell(Pair pair, boolean forward) {
        double difference = (forward ? 1 : -1) * pair.difference().value();
        boolean better = difference > 0 == board.largerIsBetter();
        String style = !pair.isClear() ? "plainly" : better ? "pass" : "fail";
        page.element("span", Numbers.signed(difference), "class", "chip " + style);
        page.element("div", "p " + Numbers.value(pair.corrected()), "class", "soft");
    }

    private void cost() {
        Page.table(
                page,
                "Cost, means over seeds; inference in fp32 with the model of the first seed",
                "numbers",
                "candidate",
                "training",
                "whole run",
                "rows/s",
                "memory",
                "learnt",
                "model",
                "TFLOP",
                "one row (p95)",
                "rows/s by 32",
                suite.cost().pricePerHour().isPresent() ? suite.cost().currency() : "money");
        for (Standing standing : board.standings()) {
            Cost cost = standing.cost();
            page.open("tr").element("th", standing.candidate(), "scope", "row");
            Stream.of(
                            Numbers.duration(cost.trainingSeconds()),
                            Numbers.duration(cost.wholeSeconds()),
                            Numbers.value(cost.rowsPerSecond()),
                            bytes(cost.peakBytes()),
                            Numbers.count(cost.learnt()),
                            bytes(cost.modelBytes()),
                            Numbers.value(cost.flops() / 1e12),
                            cost.inference()
                                    .map(i -> Numbers.value(i.p50()) + " (" + Numbers.value(i.p95()) + ") ms")
                                    .orElse(Numbers.NONE),
                            cost.inference()
                                    .map(i -> Numbers.value(i.batched()))
                                    .orElse(Numbers.NONE),
                            Numbers.value(cost.money()))
                    .forEach(text -> page.element("td", text));
            page.close();
        }
        Page.endTable(page);
    }

    private static String bytes(double bytes) {
        return Double.isFinite(bytes) ? Numbers.bytes(bytes) : Numbers.NONE;
    }

    private void front() {
        List<FrontChart.Named> points = board.standings().stream()
                .map(standing -> new FrontChart.Named(
                        standing.candidate(),
                        standing.cost().trainingSeconds(),
                        standing.score().value(),
                        ParetoFront.holds(board, standing)))
                .toList();
        FrontChart.draw(
                page,
                new Caption(
                        "Quality and cost",
                        "On the front: "
                                + Verdict.list(points.stream()
                                        .filter(FrontChart.Named::front)
                                        .map(FrontChart.Named::name)
                                        .toList()),
                        "seconds of training",
                        board.metric()),
                points);
    }
}
