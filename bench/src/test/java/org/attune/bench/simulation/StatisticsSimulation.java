// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.simulation;

import java.util.Locale;
import java.util.SplittableRandom;
import org.attune.statistics.Detectable;
import org.attune.statistics.IntervalEstimate;
import org.attune.statistics.McNemar;
import org.attune.statistics.Resamples;
import org.attune.statistics.SummedMetric;

/** How often equal candidates are told apart, how often 95 % intervals hold the truth, and what differences are found. */
public final class StatisticsSimulation {

    private static final int RESAMPLES = 400;
    private static final int ROWS = 300;

    private StatisticsSimulation() {}

    /** @param arguments how many suites of equal candidates, how many intervals, how many tests of a true difference */
    public static void main(String[] arguments) {
        int suites = Integer.parseInt(arguments[0]);
        int intervals = Integer.parseInt(arguments[1]);
        for (int seeds : new int[] {1, 2, 3, 5, 8}) {
            equal(new World(ROWS, seeds, seeds == 1 ? 0 : 0.2, 0), suites);
        }
        for (int seeds : new int[] {1, 2, 3, 5, 8}) {
            coverage(new World(ROWS, seeds, seeds == 1 ? 0 : 0.2, 0.25), intervals);
        }
        for (double discordance : new double[] {0.06, 0.1, 0.2, 0.3}) {
            power(3000, discordance, Integer.parseInt(arguments[2]));
        }
    }

    private static void equal(World world, int suites) {
        int apart = 0;
        for (int i = 0; i < suites; i++) {
            SummedMetric answers = world.draw(new SplittableRandom(i));
            double p = world.seeds() == 1
                    ? mcNemar(answers).p()
                    : estimate(world, answers, i).p();
            apart += p < 0.05 ? 1 : 0;
        }
        double limit = 0.05 + 3 * Math.sqrt(0.05 * 0.95 / suites);
        say(
                "equal candidates, %d seeds, %d rows: told apart in %.4f of %d suites (at most %.4f)",
                world.seeds(), world.rows(), (double) apart / suites, suites, limit);
    }

    private static void coverage(World world, int intervals) {
        int held = 0;
        double width = 0;
        for (int i = 0; i < intervals; i++) {
            IntervalEstimate estimate = estimate(world, world.draw(new SplittableRandom(~i)), i);
            held += estimate.holds(world.truth()) ? 1 : 0;
            width += estimate.high() - estimate.low();
        }
        say(
                "intervals, %d seeds, %d rows, true difference %.4f: %.4f of %d hold it, mean width %.4f",
                world.seeds(), world.rows(), world.truth(), (double) held / intervals, intervals, width / intervals);
    }

    /** A true difference of three points. */
    private static void power(int rows, double discordance, int tests) {
        double difference = 0.03;
        double first = (discordance + difference) / 2;
        SplittableRandom random = new SplittableRandom(5);
        int found = 0;
        for (int i = 0; i < tests; i++) {
            long onlyFirst = 0;
            long onlySecond = 0;
            for (int row = 0; row < rows; row++) {
                double u = random.nextDouble();
                onlyFirst += u < first ? 1 : 0;
                onlySecond += u >= first && u < discordance ? 1 : 0;
            }
            found += new McNemar(onlyFirst, onlySecond).p() < 0.05 ? 1 : 0;
        }
        Detectable detectable = new Detectable(rows, discordance);
        say(
                "three points on %d rows, %.0f %% discordant: found in %.4f of %d tests, computed %.4f; 80 %% find %.4f",
                rows,
                100 * discordance,
                (double) found / tests,
                tests,
                detectable.power(difference),
                detectable.difference());
    }

    private static IntervalEstimate estimate(World world, SummedMetric answers, long seed) {
        return Resamples.of(answers, RESAMPLES, seed)
                .difference(world.first(), world.second())
                .estimate(seed);
    }

    private static McNemar mcNemar(SummedMetric answers) {
        long onlyFirst = 0;
        long onlySecond = 0;
        for (int row = 0; row < answers.rows(); row++) {
            double difference = answers.terms()[0][row][0] - answers.terms()[1][row][0];
            onlyFirst += difference > 0 ? 1 : 0;
            onlySecond += difference < 0 ? 1 : 0;
        }
        return new McNemar(onlyFirst, onlySecond);
    }

    private static void say(String words, Object... values) {
        System.out.println(String.format(Locale.ROOT, words, values));
    }
}
