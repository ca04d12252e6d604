// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.ArrayList;
import java.util.List;
import org.attune.report.page.Numbers;

/** A comparison as lines for a terminal. */
final class ComparisonText {

    private static final double CLEAR = 0.05;

    private ComparisonText() {}

    static String of(RunComparison comparison) {
        StringBuilder out = new StringBuilder();
        out.append("A = ")
                .append(comparison.first())
                .append("\nB = ")
                .append(comparison.second())
                .append("\n");
        metrics(comparison, out);
        comparison.paired().ifPresent(paired -> paired(paired, out));
        keys(comparison, out);
        comparison
                .remarks()
                .forEach(remark -> out.append("\nNote: ").append(remark).append('\n'));
        return plain(out.toString());
    }

    private static void metrics(RunComparison comparison, StringBuilder out) {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("split", "metric", "A", "B", "B - A"));
        comparison
                .metrics()
                .forEach(row -> table.add(List.of(
                        row.split(),
                        row.metric(),
                        row.first().text(),
                        row.second().text(),
                        Numbers.signed(row.difference()))));
        if (table.size() > 1) {
            out.append('\n').append(table(table));
        } else {
            out.append("\nNo metric that both runs have.\n");
        }
    }

    private static void paired(PairedComparison paired, StringBuilder out) {
        out.append("\nOn the same ")
                .append(Numbers.count(paired.rows()))
                .append(" rows, B - A with the 95 % interval of a paired bootstrap:\n");
        List<List<String>> table = new ArrayList<>();
        paired.differences()
                .forEach(difference -> table.add(List.of(
                        difference.metric(),
                        Numbers.signed(difference.value()) + " ["
                                + Numbers.signed(difference.low()) + ", "
                                + Numbers.signed(difference.high()) + "]",
                        difference.isClear() ? "" : "may be zero")));
        out.append(table(table));
        paired.test()
                .ifPresent(test -> out.append("Right in A alone: ")
                        .append(test.onlyFirst())
                        .append(" rows; in B alone: ")
                        .append(test.onlySecond())
                        .append("; exact McNemar test: p = ")
                        .append(Numbers.value(test.p()))
                        .append(
                                test.p() < CLEAR
                                        ? " (below 0.05: the runs differ)\n"
                                        : " (not below 0.05: no clear difference)\n"));
    }

    private static void keys(RunComparison comparison, StringBuilder out) {
        if (comparison.recipe().isEmpty()) {
            out.append("\nThe recipes do not differ.\n");
            return;
        }
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("recipe", "A", "B"));
        comparison.recipe().forEach(row -> table.add(List.of(row.key(), value(row.first()), value(row.second()))));
        out.append('\n').append(table(table));
    }

    private static String value(String value) {
        String line = value.replaceAll("\\p{Cntrl}", " ");
        return value.isEmpty() ? "-" : MistakesSection.cut(line, 60);
    }

    /** Columns as wide as their longest cell, two blanks apart. */
    private static String table(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < columns; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        StringBuilder out = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                line.append(row.get(c)).append(" ".repeat(widths[c] - row.get(c).length() + 2));
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }

    /** Signs that every terminal has and every script can read. */
    private static String plain(String text) {
        return text.replace('−', '-').replace('–', '-');
    }
}
