// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.attune.statistics.KeyedDraws;
import org.attune.statistics.PowerLaw;
import org.attune.statistics.Quantile;

/**
 * Curves through measured values, and what they say of more data.
 *
 * @param sizes rows to learn from, rising
 * @param observed the metric, {@code [sizes][seeds]}
 * @param drawn the same on test rows drawn with replacement, {@code [resamples][sizes][seeds]}; the rows of a resample are the same for all
 */
record ScalingFits(int[] sizes, double[][] observed, double[][][] drawn, boolean largerIsBetter) {

    private static final int FEWEST = 3;

    ScalingCurve curve(String candidate, Optional<Double> target, String method) {
        PowerLaw law = law(observed, sizes.length);
        PowerLaw[] laws = laws(sizes.length);
        double all = sizes[sizes.length - 1];
        return new ScalingCurve(
                candidate,
                IntStream.range(0, sizes.length)
                        .mapToObj(i -> new ScalingCurve.Point(
                                sizes[i], Arrays.stream(observed[i]).boxed().toList()))
                        .toList(),
                law,
                List.of(reach(law, laws, PowerLaw::a), reach(law, laws, PowerLaw::b), reach(law, laws, PowerLaw::c)),
                reach(law, laws, one -> shown(one.at(2 * all))),
                reach(law, laws, one -> shown(one.at(2 * all)) - shown(one.at(all))),
                target.map(value -> reach(law, laws, one -> one.rowsFor(lost(value)))),
                forecasts(),
                method);
    }

    /** By each number of smaller sizes that a curve can go through, of each larger one. */
    private List<ScalingCurve.Forecast> forecasts() {
        List<ScalingCurve.Forecast> forecasts = new ArrayList<>();
        for (int known = FEWEST; known < sizes.length; known++) {
            PowerLaw law = law(observed, known);
            PowerLaw[] laws = laws(known);
            for (int i = known; i < sizes.length; i++) {
                int rows = sizes[i];
                forecasts.add(new ScalingCurve.Forecast(
                        sizes[known - 1],
                        rows,
                        reach(law, laws, one -> shown(one.at(rows))),
                        mean(observed[i]),
                        mean(observed[known - 1])));
            }
        }
        return forecasts;
    }

    /** What is missing to the best value; the metric itself where less is better. Its own inverse. */
    private double lost(double value) {
        return largerIsBetter ? 1 - value : value;
    }

    private double shown(double loss) {
        return lost(loss);
    }

    private PowerLaw law(double[][] values, int known) {
        int seeds = values[0].length;
        double[] rows = new double[known * seeds];
        double[] losses = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = sizes[i / seeds];
            losses[i] = lost(values[i / seeds][i % seeds]);
        }
        return PowerLaw.fit(rows, losses);
    }

    /** A curve for each resample: of test rows, and of seeds where there are several; a seed is drawn with all its sizes. */
    private PowerLaw[] laws(int known) {
        int seeds = observed[0].length;
        PowerLaw[] laws = new PowerLaw[drawn.length];
        Arrays.parallelSetAll(laws, b -> {
            KeyedDraws draws = new KeyedDraws(Comparisons.SEED, b);
            int[] chosen = IntStream.range(0, seeds)
                    .map(s -> seeds == 1 ? 0 : draws.below(seeds))
                    .toArray();
            double[][] values = new double[sizes.length][];
            Arrays.setAll(
                    values,
                    i -> Arrays.stream(chosen).mapToDouble(s -> drawn[b][i][s]).toArray());
            return law(values, known);
        });
        return laws;
    }

    private static IntervalValue reach(PowerLaw law, PowerLaw[] laws, ToDoubleFunction<PowerLaw> asked) {
        double[] sorted = Arrays.stream(laws).mapToDouble(asked).sorted().toArray();
        return new IntervalValue(asked.applyAsDouble(law), percentile(sorted, 0.025), percentile(sorted, 0.975));
    }

    /** Between a number and infinity lies nothing to interpolate. */
    private static double percentile(double[] sorted, double share) {
        double found = Quantile.of(sorted, share);
        return Double.isNaN(found) && sorted.length > 0 ? sorted[(int) Math.round(share * (sorted.length - 1))] : found;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }
}
