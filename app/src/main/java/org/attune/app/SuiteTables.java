// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.util.Locale;
import org.attune.app.terminal.Console;
import org.attune.app.terminal.Quantity;
import org.attune.app.terminal.TextTable;
import org.attune.benchmark.Board;
import org.attune.benchmark.Cost;
import org.attune.benchmark.Standing;
import org.attune.benchmark.SuiteResults;
import org.attune.benchmark.Verdict;

/** A suite's results on a terminal. */
final class SuiteTables {

    private SuiteTables() {}

    static void print(Console console, SuiteResults results) {
        for (Board board : results.boards()) {
            console.print(console.bold(board.data()) + "  " + board.metric() + ", " + board.rows() + " rows");
            table(board).lines().forEach(console::print);
            console.print(plain(Verdict.of(board)));
            Verdict.detectable(board).ifPresent(words -> console.print(plain(words)));
            results.moreData(board).forEach(words -> console.print(plain(words)));
            board.remarks().forEach(remark -> console.print("note: " + remark));
            console.print("");
        }
        results.overall().ifPresent(overall -> console.print(plain(Verdict.of(overall)) + "\n"));
        results.failures().forEach((cell, words) -> console.print(console.red("failed  ") + cell + ": " + words));
        console.print("report  " + results.suite().output().resolve("report.html"));
    }

    private static TextTable table(Board board) {
        TextTable table = new TextTable(
                "rlrlrrr", "group", "candidate", board.metric(), "95 % interval", "training", "rows/s", "memory");
        for (Standing standing : board.standings()) {
            Cost cost = standing.cost();
            table.row(
                    String.valueOf(group(board, standing.candidate())),
                    standing.candidate(),
                    Quantity.number(standing.score().value()),
                    standing.score().low() <= standing.score().high()
                            ? Quantity.number(standing.score().low()) + " to "
                                    + Quantity.number(standing.score().high())
                            : "-",
                    Quantity.time(cost.trainingSeconds()),
                    String.format(Locale.ROOT, "%.0f", cost.rowsPerSecond()),
                    Double.isFinite(cost.peakBytes()) ? Quantity.bytes((long) cost.peakBytes()) : "-");
        }
        return table;
    }

    private static int group(Board board, String candidate) {
        for (int g = 0; g < board.groups().size(); g++) {
            if (board.groups().get(g).contains(candidate)) {
                return g + 1;
            }
        }
        return 0;
    }

    /** Signs that every terminal has. */
    private static String plain(String text) {
        return text.replace('−', '-').replace('–', '-');
    }
}
