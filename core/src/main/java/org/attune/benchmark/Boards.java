// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.attune.eval.MetricNames;
import org.attune.report.AnswerSheets;
import org.attune.report.RunFiles;
import org.attune.statistics.Detectable;
import org.attune.statistics.IntervalEstimate;
import org.attune.statistics.TieGroups;

/** From the runs of one data set to its board. Candidates with a cell that is missing are left out, with a remark. */
final class Boards {

    private final Suite suite;
    private final String data;
    private final List<String> remarks = new ArrayList<>();

    /** The runs of the candidates that have them all. */
    private final Map<String, List<RunFiles>> runs = new LinkedHashMap<>();

    private Boards(Suite suite, String data) {
        this.suite = suite;
        this.data = data;
    }

    static Board of(Suite suite, String data) {
        Boards boards = new Boards(suite, data);
        suite.candidates().keySet().forEach(boards::read);
        return boards.board();
    }

    private void read(String candidate) {
        List<RunFiles> found = cells(candidate)
                .filter(cell -> cell.launch().isDone())
                .map(cell -> RunFiles.read(cell.run()))
                .toList();
        if (found.size() == suite.seeds().size()) {
            runs.put(candidate, found);
        } else {
            remarks.add(candidate + " is left out: " + (suite.seeds().size() - found.size()) + " of "
                    + suite.seeds().size() + " runs did not succeed");
        }
    }

    private Stream<Cell> cells(String candidate) {
        return suite.seeds().stream().map(seed -> new Cell(data, candidate, seed, suite.output()));
    }

    private Board board() {
        List<RunFiles> all = runs.values().stream().flatMap(List::stream).toList();
        String metric = all.isEmpty() ? "" : all.get(0).recipe().value("evaluate.metric");
        boolean larger = MetricNames.largerIsBetter(metric);
        if (seeds() == 2) {
            remarks.add(
                    "two seeds say very little of how much seeds vary, and intervals are as wide as that: take three or more");
        }
        Optional<AnswerSheets> sheets = all.isEmpty()
                ? Optional.empty()
                : AnswerSheets.read(all, remarks).filter(read -> comparable(read, metric));
        Comparisons comparisons = sheets.map(read -> Comparisons.paired(read, metric, seeds()))
                .orElseGet(() -> Comparisons.unpaired(values(metric)));
        List<String> names = List.copyOf(runs.keySet());
        List<Integer> order = IntStream.range(0, names.size())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        (Integer c) -> (larger ? -1 : 1) * comparisons.score(c).value()))
                .toList();
        List<Standing> standings = order.stream()
                .map(c -> standing(names.get(c), metric, comparisons, c))
                .toList();
        List<Pair> pairs = correct(pairs(names, order, comparisons));
        return new Board(
                data,
                metric,
                larger,
                sheets.map(AnswerSheets::size).orElse(0),
                standings,
                pairs,
                groups(standings, pairs, larger),
                detectable(pairs, sheets.map(AnswerSheets::size).orElse(0)),
                Scaling.of(suite, data),
                Slices.of(suite, data, runs, sheets, metric),
                remarks);
    }

    private int seeds() {
        return suite.seeds().size();
    }

    private boolean comparable(AnswerSheets sheets, String metric) {
        boolean there = sheets.metrics().contains(metric);
        if (!there) {
            remarks.add(metric + " is not compared row by row, only over seeds; row by row: "
                    + String.join(", ", sheets.metrics()));
        }
        return there;
    }

    /** The metric as the runs measured it, {@code [candidates][seeds]}. */
    private double[][] values(String metric) {
        return runs.values().stream()
                .map(seeds -> seeds.stream()
                        .mapToDouble(run -> run.evaluation()
                                .main()
                                .map(split -> split.metric(metric).value())
                                .orElse(Double.NaN))
                        .toArray())
                .toArray(double[][]::new);
    }

    private Standing standing(String candidate, String metric, Comparisons comparisons, int c) {
        IntervalEstimate score = MetricRange.held(metric, comparisons.score(c));
        List<RunFiles> own = runs.getOrDefault(candidate, List.of());
        List<Cell> cells = cells(candidate).toList();
        List<Cost> costs = IntStream.range(0, own.size())
                .mapToObj(s -> Cost.of(cells.get(s), own.get(s), suite.cost()))
                .toList();
        Cell first = cells.get(0);
        Optional<Inference> inference =
                Inference.read(suite.output().resolve("inference").resolve(data + "--" + first.candidate() + ".json"));
        return new Standing(candidate, score, comparisons.bySeed(c), Cost.mean(costs, inference));
    }

    private static List<Pair> pairs(List<String> names, List<Integer> order, Comparisons comparisons) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            for (int j = i + 1; j < order.size(); j++) {
                int first = order.get(i);
                int second = order.get(j);
                pairs.add(comparisons.pair(
                        new Comparisons.Named(names.get(first), first),
                        new Comparisons.Named(names.get(second), second)));
            }
        }
        return pairs;
    }

    private List<Pair> correct(List<Pair> pairs) {
        double[] corrected =
                suite.correction().of(pairs.stream().mapToDouble(Pair::p).toArray());
        return IntStream.range(0, pairs.size())
                .mapToObj(i -> pairs.get(i).corrected(corrected[i]))
                .toList();
    }

    private static List<List<String>> groups(List<Standing> standings, List<Pair> pairs, boolean larger) {
        double[] values = standings.stream()
                .mapToDouble(standing -> (larger ? 1 : -1) * standing.score().value())
                .toArray();
        double[][] p =
                TieGroups.symmetric(pairs.stream().mapToDouble(Pair::corrected).toArray(), standings.size());
        return TieGroups.of(values, p, SuiteResults.LEVEL).stream()
                .map(group ->
                        group.stream().map(c -> standings.get(c).candidate()).toList())
                .toList();
    }

    private static Optional<Detectable> detectable(List<Pair> pairs, int rows) {
        double[] discordance = pairs.stream()
                .mapToDouble(Pair::discordance)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return discordance.length == 0
                ? Optional.empty()
                : Optional.of(new Detectable(rows, discordance[discordance.length / 2]));
    }
}
