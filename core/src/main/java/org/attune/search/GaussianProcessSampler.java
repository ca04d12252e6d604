// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.attune.statistics.KeyedDraws;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Expected improvement under a Gaussian process (Jones et al. 1998). The improvement is over the lowest posterior mean at what was tried:
 * a lucky value is not the bar. Its largest value is looked for among random points and then around the best of these.
 *
 * @param startup points of the Sobol sequence before that
 */
public record GaussianProcessSampler(int startup) implements Sampler {

    /** The covariance of more points would take seconds to invert, again and again: the best and the newest are kept. */
    private static final int MOST_POINTS = 300;

    private static final int RANDOM = 600;
    private static final int STARTS = 5;
    private static final int ROUNDS = 40;
    private static final int NEIGHBOURS = 8;
    private static final double FIRST_STEP = 0.2;
    private static final double LAST_STEP = 0.001;
    private static final NormalDistribution NORMAL = new NormalDistribution();

    public GaussianProcessSampler() {
        this(10);
    }

    /** A point with its logarithm of the expected improvement. */
    private record Scored(Point point, double score) {}

    @Override
    public Optional<Point> suggest(Question question) {
        if (question.told().size() < startup) {
            return new SobolSampler().suggest(question);
        }
        List<Observation> told = kept(question.told());
        Encoding encoding = Encoding.of(question.space());
        double[][] points = told.stream()
                .map(observation -> encoding.vector(observation.point()))
                .toArray(double[][]::new);
        double[] values = standardised(told);
        int parameters = question.space().size();
        GaussianProcess process = new GaussianProcess(
                points, values, new KernelFit(points, values, encoding.lengths(), parameters).kernel());
        double best = Arrays.stream(points)
                .mapToDouble(point -> process.at(point).mean())
                .min()
                .orElse(0);
        Acquisition acquisition = point -> {
            GaussianProcess.Posterior posterior = process.at(encoding.vector(point));
            return ExpectedImprovement.log(posterior.mean(), Math.sqrt(posterior.variance()), best);
        };
        return Optional.of(highest(question, told, acquisition));
    }

    /** What is to be as large as possible. */
    private interface Acquisition {
        double of(Point point);
    }

    private static List<Observation> kept(List<Observation> told) {
        if (told.size() <= MOST_POINTS) {
            return told;
        }
        int newest = MOST_POINTS / 2;
        List<Observation> older = told.subList(0, told.size() - newest);
        List<Observation> kept = new ArrayList<>(older.stream()
                .sorted(Comparator.comparingDouble(Observation::loss))
                .limit(MOST_POINTS - newest)
                .toList());
        kept.addAll(told.subList(told.size() - newest, told.size()));
        return kept;
    }

    private static double[] standardised(List<Observation> told) {
        double[] values = told.stream().mapToDouble(Observation::loss).toArray();
        double mean = Arrays.stream(values).average().orElse(0);
        double variance =
                Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / values.length;
        double deviation = variance > 0 ? Math.sqrt(variance) : 1;
        return Arrays.stream(values).map(v -> (v - mean) / deviation).toArray();
    }

    private static Point highest(Question question, List<Observation> told, Acquisition acquisition) {
        KeyedDraws draws = question.draws();
        Space space = question.space();
        List<Scored> all = new ArrayList<>();
        for (int i = 0; i < RANDOM; i++) {
            all.add(scored(RandomSampler.draw(space, draws), acquisition, question));
        }
        told.stream()
                .sorted(Comparator.comparingDouble(Observation::loss))
                .limit(STARTS)
                .forEach(near -> {
                    for (int i = 0; i < NEIGHBOURS; i++) {
                        all.add(scored(moved(space, near.point(), 0.1, draws), acquisition, question));
                    }
                });
        all.sort(Comparator.comparingDouble(Scored::score).reversed());
        Scored best = all.get(0);
        for (Scored start : all.subList(0, STARTS)) {
            Scored climbed = climb(start, question, acquisition, draws);
            best = climbed.score() > best.score() ? climbed : best;
        }
        return best.point();
    }

    /** Steps in random directions, shorter and shorter, taken where they go up. */
    private static Scored climb(Scored from, Question question, Acquisition acquisition, KeyedDraws draws) {
        Scored here = from;
        for (int round = 0; round < ROUNDS; round++) {
            double step = FIRST_STEP * Math.pow(LAST_STEP / FIRST_STEP, (double) round / (ROUNDS - 1));
            for (int i = 0; i < NEIGHBOURS; i++) {
                Scored next = scored(moved(question.space(), here.point(), step, draws), acquisition, question);
                here = next.score() > here.score() ? next : here;
            }
        }
        return here;
    }

    /** A point that has its trial is no improvement. */
    private static Scored scored(Point point, Acquisition acquisition, Question question) {
        return new Scored(point, question.taken().contains(point) ? Double.NEGATIVE_INFINITY : acquisition.of(point));
    }

    /** Some of the parameters moved, at least one; a choice is drawn anew. */
    private static Point moved(Space space, Point point, double step, KeyedDraws draws) {
        double[] units = space.units(point);
        int always = draws.below(units.length);
        for (int i = 0; i < units.length; i++) {
            boolean moves = i == always || draws.unit() < 0.5;
            double draw = draws.unit();
            if (Double.isNaN(units[i])) {
                units[i] = draw;
            } else if (space.parameters().get(i).domain() instanceof Choice) {
                units[i] = i == always ? draw : units[i];
            } else if (moves) {
                double least = 0.5 / Math.min(space.parameters().get(i).domain().size(), 1e6);
                double normal = NORMAL.inverseCumulativeProbability(Math.max(1e-12, draw));
                units[i] = Math.max(0, Math.min(1, units[i] + Math.max(step, least) * normal));
            }
        }
        return space.at(units);
    }
}
