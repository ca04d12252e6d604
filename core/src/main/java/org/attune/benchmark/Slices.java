// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.attune.config.Kinds;
import org.attune.config.Recipe;
import org.attune.curation.prepare.Preparation;
import org.attune.data.Dataset;
import org.attune.data.Row;
import org.attune.report.AnswerSheets;
import org.attune.report.Family;
import org.attune.report.Given;
import org.attune.report.RunFiles;
import org.attune.statistics.CohensKappa;
import org.attune.statistics.IntervalEstimate;
import org.attune.statistics.Resamples;
import org.attune.statistics.RowMetric;
import org.attune.task.Tasks;

/**
 * What stands behind the one number of a candidate on one data set.
 *
 * @param slices quality by parts of the rows and under noise
 * @param kappas how much candidates agree, {@code [candidates][candidates]} in the order of {@code names}; means over seeds, on the
 *     diagonal over the pairs of a candidate's own seeds; empty where answers are no single labels
 * @param sureness by candidate: {@code ece} and {@code log_loss}, means over seeds, where there are probabilities
 */
record Slices(List<Slice> slices, List<String> names, double[][] kappas, Map<String, Map<String, Double>> sureness) {

    private static final int RESAMPLES = 500;

    Slices {
        slices = List.copyOf(slices);
        names = List.copyOf(names);
    }

    /** @param runs by candidate, one for each seed */
    static Slices of(
            Suite suite, String data, Map<String, List<RunFiles>> runs, Optional<AnswerSheets> sheets, String metric) {
        List<String> names = List.copyOf(runs.keySet());
        List<Slice> slices = new ArrayList<>();
        sheets.filter(read -> suite.slices().cuts() && read.metrics().contains(metric))
                .ifPresent(read -> slices.addAll(cut(suite, data, runs, read, metric)));
        slices.addAll(noise(suite, data, names));
        double[][] kappas = sheets.filter(read -> read.family() == Family.LABELS)
                .map(read -> kappas(read.answers(), suite.seeds().size()))
                .orElse(new double[0][]);
        Map<String, Map<String, Double>> sureness = new LinkedHashMap<>();
        runs.forEach((candidate, own) -> {
            Map<String, Double> values = sureness(own);
            if (!values.isEmpty()) {
                sureness.put(candidate, values);
            }
        });
        return new Slices(slices, names, kappas, sureness);
    }

    /** The rows of a data set as its first run had them. */
    static Dataset data(Suite suite, String data) {
        String candidate = suite.candidates().keySet().iterator().next();
        Cell first = new Cell(data, candidate, suite.seeds().get(0), suite.output());
        Recipe recipe = Recipe.of(SuiteProtocol.recipe(suite, first));
        return Dataset.open(
                Preparation.of(recipe.config(), recipe.folder()),
                Tasks.roles(recipe.config().task()),
                recipe.config().seed(),
                null);
    }

    private static List<Slice> cut(
            Suite suite, String data, Map<String, List<RunFiles>> runs, AnswerSheets sheets, String metric) {
        Dataset read = data(suite, data);
        Map<String, Row> byPlace = new HashMap<>();
        read.test().forEach(row -> byPlace.put(row.where(), row));
        List<Row> test = new ArrayList<>();
        runs.values().iterator().next().get(0).predictions(row -> {
            Row found = byPlace.get(row.file() + ":" + row.line());
            if (found != null) {
                test.add(found);
            }
        });
        if (test.size() != sheets.size()) {
            return List.of(); // the files are no longer those of the runs
        }
        List<String> names = List.copyOf(runs.keySet());
        RowMetric all = sheets.metric(metric);
        int seeds = suite.seeds().size();
        List<Slice> slices = new ArrayList<>();
        for (SliceCuts.Part part : SliceCuts.of(suite.slices(), read, test)) {
            Resamples drawn = Resamples.of(new Chosen(all, part.rows()), RESAMPLES, Comparisons.SEED);
            Map<String, IntervalValue> scores = new LinkedHashMap<>();
            for (int c = 0; c < names.size(); c++) {
                int candidate = c;
                int[] answers = IntStream.range(0, seeds)
                        .map(s -> candidate * seeds + s)
                        .toArray();
                IntervalEstimate score =
                        MetricRange.held(metric, drawn.of(answers).estimate(Comparisons.SEED));
                scores.put(names.get(c), new IntervalValue(score.value(), score.low(), score.high()));
            }
            slices.add(new Slice(part.by(), part.name(), part.rows().length, scores));
        }
        return slices;
    }

    /** A metric on some of the rows. */
    private record Chosen(RowMetric whole, int[] places) implements RowMetric {

        @Override
        public int rows() {
            return places.length;
        }

        @Override
        public int answers() {
            return whole.answers();
        }

        @Override
        public double value(int[] times, int[] answer) {
            int[] all = new int[whole.rows()];
            int[] whose = new int[all.length];
            for (int i = 0; i < places.length; i++) {
                all[places[i]] = times[i];
                whose[places[i]] = answer[i];
            }
            return whole.value(all, whose);
        }
    }

    private static List<Slice> noise(Suite suite, String data, List<String> names) {
        List<String> kinds = new ArrayList<>(List.of(NoiseRuns.NONE));
        suite.slices().noise().forEach(noise -> kinds.add(Kinds.word(noise)));
        List<Slice> slices = new ArrayList<>();
        for (String kind : kinds) {
            Map<String, IntervalValue> scores = new LinkedHashMap<>();
            for (String name : names) {
                Cell cell = new Cell(data, name, suite.seeds().get(0), suite.output());
                Optional.ofNullable(NoiseRuns.read(cell).get(kind)).ifPresent(score -> scores.put(name, score));
            }
            if (!scores.isEmpty() && kinds.size() > 1) {
                slices.add(new Slice("noise", kind, 0, scores));
            }
        }
        return slices;
    }

    private static double[][] kappas(List<List<Given>> answers, int seeds) {
        int candidates = answers.size() / seeds;
        double[][] kappas = new double[candidates][candidates];
        for (int a = 0; a < candidates; a++) {
            for (int b = 0; b < candidates; b++) {
                List<Double> all = new ArrayList<>();
                for (int s = 0; s < seeds; s++) {
                    for (int t = a == b ? s + 1 : s; t < (a == b ? seeds : s + 1); t++) {
                        all.add(CohensKappa.of(texts(answers.get(a * seeds + s)), texts(answers.get(b * seeds + t))));
                    }
                }
                kappas[a][b] =
                        all.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
            }
        }
        return kappas;
    }

    private static List<String> texts(List<Given> answers) {
        return answers.stream().map(Given::text).toList();
    }

    private static Map<String, Double> sureness(List<RunFiles> runs) {
        Map<String, Double> means = new LinkedHashMap<>();
        for (String name : List.of("ece", "log_loss")) {
            double mean = runs.stream()
                    .mapToDouble(run -> run.evaluation()
                            .main()
                            .map(split -> split.metric(name).value())
                            .orElse(Double.NaN))
                    .average()
                    .orElse(Double.NaN);
            if (Double.isFinite(mean)) {
                means.put(name, mean);
            }
        }
        return means;
    }
}
