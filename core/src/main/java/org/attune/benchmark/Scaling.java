// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.attune.eval.MetricNames;
import org.attune.report.AnswerSheets;
import org.attune.report.RunFiles;
import org.attune.statistics.Resamples;

/**
 * What the runs on fewer rows say of one data set.
 *
 * @param remarks what is left out, and why
 */
record Scaling(String data, String metric, List<ScalingCurve> curves, List<String> remarks) {

    private static final int SEED_RESAMPLES = 1000;

    Scaling {
        curves = List.copyOf(curves);
        remarks = List.copyOf(remarks);
    }

    /** Empty where the suite does not ask for it. */
    static Optional<Scaling> of(Suite suite, String data) {
        if (suite.scaling().sizes().isEmpty()) {
            return Optional.empty();
        }
        List<ScalingCurve> curves = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        String[] metric = {""};
        for (String candidate : suite.scaled()) {
            List<Cell> cells = suite.cells().stream()
                    .filter(cell -> cell.data().equals(data) && cell.candidate().equals(candidate))
                    .sorted(Comparator.comparingInt(cell -> cell.rows() == 0 ? Integer.MAX_VALUE : cell.rows()))
                    .toList();
            if (!cells.stream().allMatch(cell -> cell.launch().isDone())) {
                remarks.add(candidate + " has no curve: not all of its runs succeeded");
                continue;
            }
            List<RunFiles> runs =
                    cells.stream().map(cell -> RunFiles.read(cell.run())).toList();
            metric[0] = runs.get(0).recipe().value("evaluate.metric");
            curves.add(curve(suite, candidate, runs, remarks));
        }
        return Optional.of(new Scaling(data, metric[0], curves, remarks));
    }

    /** @param runs by size, then by seed */
    private static ScalingCurve curve(Suite suite, String candidate, List<RunFiles> runs, List<String> remarks) {
        int seeds = suite.seeds().size();
        String metric = runs.get(0).recipe().value("evaluate.metric");
        int[] sizes = IntStream.range(0, runs.size() / seeds)
                .map(i -> runs.get(i * seeds)
                        .manifest()
                        .path("data")
                        .path("rows")
                        .path("train")
                        .asInt(0))
                .toArray();
        List<String> unpaired = new ArrayList<>();
        Optional<AnswerSheets> sheets =
                AnswerSheets.read(runs, unpaired).filter(read -> read.metrics().contains(metric));
        boolean larger = MetricNames.largerIsBetter(metric);
        if (sheets.isPresent()) {
            Resamples drawn = Resamples.of(sheets.get().metric(metric), Comparisons.SEED);
            double[][][] values = Arrays.stream(drawn.drawn())
                    .map(each -> bySize(each, seeds))
                    .toArray(double[][][]::new);
            String method = seeds == 1
                    ? "bootstrap over test rows; what another seed would give is not in it"
                    : "bootstrap over test rows and seeds together";
            return new ScalingFits(sizes, bySize(drawn.observed(), seeds), values, larger)
                    .curve(candidate, suite.scaling().target(), method);
        }
        unpaired.forEach(remark -> remarks.add(candidate + ": " + remark));
        double[] measured = runs.stream()
                .mapToDouble(run -> run.evaluation()
                        .main()
                        .map(split -> split.metric(metric).value())
                        .orElse(Double.NaN))
                .toArray();
        double[][] observed = bySize(measured, seeds);
        double[][][] values = new double[seeds == 1 ? 0 : SEED_RESAMPLES][][];
        Arrays.fill(values, observed);
        String method = seeds == 1 ? "one seed: no interval" : "bootstrap over seeds alone";
        return new ScalingFits(sizes, observed, values, larger)
                .curve(candidate, suite.scaling().target(), method);
    }

    private static double[][] bySize(double[] values, int seeds) {
        double[][] sizes = new double[values.length / seeds][];
        Arrays.setAll(sizes, i -> Arrays.copyOfRange(values, i * seeds, (i + 1) * seeds));
        return sizes;
    }
}
