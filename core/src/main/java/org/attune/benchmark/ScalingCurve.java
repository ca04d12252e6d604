// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.util.List;
import java.util.Optional;
import org.attune.statistics.PowerLaw;

/**
 * How a candidate's quality grows with rows to learn from, on one data set.
 *
 * @param points as measured, fewest rows first, the last with all of them
 * @param law of what is missing (one less the metric, or the metric itself where less is better), by least squares over all seeds
 * @param fitted {@code a}, {@code b} and {@code c} of it with their intervals
 * @param next what twice the data promises
 * @param gain the same less what the curve says of all rows
 * @param target how many rows the value of the suite's target takes; infinite: none are enough
 * @param forecasts of larger sizes by smaller ones, scored
 * @param method of the intervals
 */
record ScalingCurve(
        String candidate,
        List<Point> points,
        PowerLaw law,
        List<IntervalValue> fitted,
        IntervalValue next,
        IntervalValue gain,
        Optional<IntervalValue> target,
        List<Forecast> forecasts,
        String method) {

    ScalingCurve {
        points = List.copyOf(points);
        fitted = List.copyOf(fitted);
        forecasts = List.copyOf(forecasts);
    }

    /** The metric after learning from so many rows. */
    record Point(int rows, List<Double> bySeed) {

        double mean() {
            return bySeed.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        }
    }

    /**
     * What a curve through the smaller sizes says of a larger one.
     *
     * @param from the largest size that it knew
     * @param last the value there: what one would say who expects nothing of more data
     */
    record Forecast(int from, int rows, IntervalValue said, double observed, double last) {

        boolean holds() {
            return observed >= said.low() && observed <= said.high();
        }
    }

    int rows() {
        return points.get(points.size() - 1).rows();
    }
}
