// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.List;
import org.attune.statistics.KeyedDraws;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * A mixture over a space: one product of kernels around each point, and the uniform distribution, all with the same weight. A kernel is a
 * normal distribution cut off at the ends of the unit interval; a whole number has the mass of its part of it; a choice is kept, or
 * drawn anew. Where a point has no value for a parameter its kernel is uniform there, so that points of different branches are one mixture.
 *
 * @param units of the points, {@code [points][parameters]}, NaN where a parameter does not exist
 * @param width standard deviation of the kernels
 */
record Parzen(Space space, List<double[]> units, double width) {

    private static final NormalDistribution NORMAL = new NormalDistribution();

    /** Of a kernel, by Scott's rule for the dimensions there are; wide enough that few points do not become a trap. */
    private static final double SHARE = 0.2;

    private static final double NARROWEST = 0.01;

    static Parzen around(Space space, List<Point> points) {
        double components = points.size() + 1.0;
        double scott = SHARE * Math.pow(components, -1.0 / (space.size() + 4));
        double least = Math.max(NARROWEST, 1 / (components + 1));
        return new Parzen(space, points.stream().map(space::units).toList(), Math.max(scott, least));
    }

    Point draw(KeyedDraws draws) {
        int component = draws.below(units.size() + 1);
        double[] drawn = new double[space.size()];
        for (int i = 0; i < drawn.length; i++) {
            double centre = component < units.size() ? units.get(component)[i] : Double.NaN;
            drawn[i] = Double.isNaN(centre)
                    ? draws.unit()
                    : space.parameters().get(i).domain() instanceof Choice choice
                            ? chosen(choice, centre, draws)
                            : near(centre, draws.unit());
        }
        return space.at(drawn);
    }

    private double near(double centre, double share) {
        double low = NORMAL.cumulativeProbability(-centre / width);
        double high = NORMAL.cumulativeProbability((1 - centre) / width);
        double p = Math.max(1e-15, Math.min(1 - 1e-15, low + share * (high - low)));
        return centre + width * NORMAL.inverseCumulativeProbability(p);
    }

    private double chosen(Choice choice, double centre, KeyedDraws draws) {
        double anew = choice.size() * doubt() / (1 + choice.size() * doubt());
        boolean kept = draws.unit() >= anew;
        double other = draws.unit();
        return kept ? centre : other;
    }

    /** How much each choice counts beside that of the point. */
    private double doubt() {
        return 1.0 / (units.size() + 1);
    }

    /** The logarithm of the density, or of the mass, of a point: a product over the parameters that exist in it. */
    double logDensity(Point point) {
        double sum = 0;
        for (int k = 0; k <= units.size(); k++) {
            double product = 1;
            for (int i = 0; i < space.size(); i++) {
                Parameter parameter = space.parameters().get(i);
                if (point.has(parameter.path())) {
                    double centre = k < units.size() ? units.get(k)[i] : Double.NaN;
                    product *= factor(parameter.domain(), centre, point.get(parameter.path()));
                }
            }
            sum += product;
        }
        return Math.log(sum / (units.size() + 1));
    }

    private double factor(Domain domain, double centre, double value) {
        if (domain instanceof Choice choice) {
            double same = Double.isNaN(centre) ? 0 : choice.at(centre) == value ? 1 : 0;
            return Double.isNaN(centre) ? 1 / choice.size() : (same + doubt()) / (1 + choice.size() * doubt());
        }
        if (domain instanceof Whole whole) {
            return mass(centre, whole.unit(value - 0.5), whole.unit(value + 0.5));
        }
        double at = domain.unit(value);
        if (Double.isNaN(centre)) {
            return 1;
        }
        double z = (at - centre) / width;
        return Math.exp(-z * z / 2) / (width * Math.sqrt(2 * Math.PI)) / inside(centre);
    }

    private double mass(double centre, double low, double high) {
        if (Double.isNaN(centre)) {
            return high - low;
        }
        return NORMAL.probability((low - centre) / width, (high - centre) / width) / inside(centre);
    }

    /** What of the kernel lies in the unit interval. */
    private double inside(double centre) {
        return NORMAL.probability(-centre / width, (1 - centre) / width);
    }
}
