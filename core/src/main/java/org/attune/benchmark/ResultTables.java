// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Candidates by data sets, as Markdown and as LaTeX: means with their intervals; what is not told apart from the best is bold. */
final class ResultTables {

    private ResultTables() {}

    static String markdown(SuiteResults results) {
        StringBuilder out = new StringBuilder("# " + results.suite().name() + "\n\n");
        out.append("Means over ").append(results.suite().seeds().size()).append(" seeds with 95 % intervals; ");
        out.append("bold: not told apart from the best of the column.\n\n");
        List<List<String>> rows = rows(results, cell -> "**" + cell + "**", " to ");
        out.append(line(rows.get(0)))
                .append("|---")
                .append("|--:".repeat(rows.get(0).size() - 1))
                .append("|\n");
        rows.subList(1, rows.size()).forEach(row -> out.append(line(row)));
        results.boards().forEach(board -> {
            out.append("\n**").append(board.data()).append(".** ").append(Verdict.of(board));
            Verdict.detectable(board).ifPresent(words -> out.append(' ').append(words));
            out.append('\n');
        });
        results.overall()
                .ifPresent(overall -> out.append("\n**Over all.** ")
                        .append(Verdict.of(overall))
                        .append('\n'));
        return out.toString();
    }

    static String latex(SuiteResults results) {
        List<List<String>> rows = rows(results, cell -> "\\textbf{" + cell + "}", "--");
        StringBuilder out = new StringBuilder("% needs \\usepackage{booktabs}\n\\begin{tabular}{l");
        out.append("r".repeat(rows.get(0).size() - 1)).append("}\n\\toprule\n");
        out.append(latexLine(rows.get(0))).append("\\midrule\n");
        rows.subList(1, rows.size()).forEach(row -> out.append(latexLine(row)));
        return out.append("\\bottomrule\n\\end{tabular}\n").toString();
    }

    /** The heading first. */
    private static List<List<String>> rows(SuiteResults results, UnaryOperator<String> bold, String to) {
        List<List<String>> rows = new ArrayList<>();
        List<String> heading = new ArrayList<>(List.of("candidate"));
        results.boards().forEach(board -> heading.add(board.data() + ", " + board.metric()));
        results.overall().ifPresent(overall -> heading.add("mean rank"));
        rows.add(heading);
        for (String candidate : order(results)) {
            List<String> row = new ArrayList<>(List.of(candidate));
            results.boards().forEach(board -> row.add(cell(board, candidate, bold, to)));
            results.overall().ifPresent(overall -> row.add(rank(overall, candidate)));
            rows.add(row);
        }
        return rows;
    }

    static List<String> order(SuiteResults results) {
        return results.overall()
                .map(Overall::candidates)
                .orElseGet(() -> results.boards().get(0).standings().stream()
                        .map(Standing::candidate)
                        .toList());
    }

    private static String cell(Board board, String candidate, UnaryOperator<String> bold, String to) {
        Optional<Standing> standing = board.standing(candidate);
        if (standing.isEmpty()) {
            return "";
        }
        var score = standing.get().score();
        String interval = score.low() <= score.high()
                ? String.format(Locale.ROOT, " (%.4f%s%.4f)", score.low(), to, score.high())
                : "";
        String text = String.format(Locale.ROOT, "%.4f", score.value());
        boolean best = !board.groups().isEmpty() && board.groups().get(0).contains(candidate);
        return (best ? bold.apply(text) : text) + interval;
    }

    private static String rank(Overall overall, String candidate) {
        int place = overall.candidates().indexOf(candidate);
        return place < 0
                ? ""
                : String.format(Locale.ROOT, "%.2f", overall.ranks().get(place));
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String latexLine(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("_", "\\_")).collect(Collectors.joining(" & ", "", " \\\\\n"));
    }
}
