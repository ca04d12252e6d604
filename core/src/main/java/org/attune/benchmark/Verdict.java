// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.attune.report.page.Numbers;
import org.attune.statistics.Detectable;

/** What a board says, in sentences. */
public final class Verdict {

    private Verdict() {}

    public static String of(Board board) {
        if (board.standings().size() < 2) {
            return "Nothing to compare: fewer than two candidates have all their runs.";
        }
        List<String> sentences = new ArrayList<>();
        List<List<String>> groups = board.groups();
        List<String> first = groups.get(0);
        sentences.add(
                first.size() == 1
                        ? first.get(0) + " is best: it is told apart from every other candidate"
                        : list(first) + " cannot be told apart" + closest(board, first));
        for (int g = 1; g < groups.size(); g++) {
            List<String> group = groups.get(g);
            sentences.add(
                    (g == 1 ? "Behind: " : "Then: ") + list(group) + (group.size() > 1 ? ", not told apart" : ""));
        }
        return String.join(". ", sentences) + ".";
    }

    /** The same for ranks over all data sets. */
    public static String of(Overall overall) {
        List<String> first = overall.groups().get(0);
        String all = "Over " + overall.test().sets() + " data sets Friedman's test has p = "
                + Numbers.value(overall.test().p()) + ". ";
        if (first.size() == overall.candidates().size()) {
            return all + "No two candidates are told apart by their ranks.";
        }
        return all
                + (first.size() == 1
                        ? first.get(0) + " is ahead of every other candidate."
                        : list(first) + " are not told apart from the best.");
    }

    /** What the data set is large enough to see. */
    public static Optional<String> detectable(Board board) {
        return board.detectable().map(Verdict::detectable);
    }

    private static String detectable(Detectable detectable) {
        String rows = "Two runs that differ on " + percent(detectable.discordance()) + " of these "
                + Numbers.count(detectable.rows()) + " rows";
        return Double.isNaN(detectable.difference())
                ? rows + " cannot be told apart in 80 of 100 tests, however they differ."
                : rows + " are told apart in 80 of 100 tests if they truly differ by "
                        + percent(detectable.difference()).replace(" %", "") + " points or more.";
    }

    private static String closest(Board board, List<String> group) {
        return board.pair(group.get(0), group.get(1))
                .map(pair -> " (" + pair.first() + " less " + pair.second() + ": "
                        + Numbers.signed(pair.difference().value()) + ", corrected p = "
                        + Numbers.value(pair.corrected()) + ")")
                .orElse("");
    }

    static String list(List<String> names) {
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
