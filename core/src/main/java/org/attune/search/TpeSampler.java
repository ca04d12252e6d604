// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.attune.statistics.KeyedDraws;

/**
 * The tree-structured Parzen estimator (Bergstra et al. 2011) over all parameters together (Falkner et al. 2018): one mixture around the
 * best tenth of the points, one around the others, and of points drawn from the first the one with the largest ratio of both.
 *
 * @param startup points of the Sobol sequence before that
 * @param candidates that are drawn
 */
public record TpeSampler(int startup, int candidates) implements Sampler {

    private static final double BEST_SHARE = 0.1;
    private static final int MOST_BEST = 25;

    public TpeSampler() {
        this(10, 24);
    }

    @Override
    public Optional<Point> suggest(Question question) {
        if (question.told().size() < startup) {
            return new SobolSampler().suggest(question);
        }
        List<Point> order = question.told().stream()
                .sorted(Comparator.comparingDouble(Observation::loss))
                .map(Observation::point)
                .toList();
        int best = Math.min(MOST_BEST, (int) Math.ceil(BEST_SHARE * order.size()));
        Parzen good = Parzen.around(question.space(), order.subList(0, best));
        Parzen others = Parzen.around(question.space(), order.subList(best, order.size()));
        KeyedDraws draws = question.draws();
        Point chosen = good.draw(draws);
        double highest = ratio(good, others, chosen);
        for (int i = 1; i < candidates; i++) {
            Point candidate = good.draw(draws);
            double ratio = ratio(good, others, candidate);
            if (ratio > highest) {
                highest = ratio;
                chosen = candidate;
            }
        }
        return Optional.of(chosen);
    }

    private static double ratio(Parzen good, Parzen others, Point point) {
        return good.logDensity(point) - others.logDensity(point);
    }
}
