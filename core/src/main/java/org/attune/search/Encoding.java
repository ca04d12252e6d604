// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.ArrayList;
import java.util.List;

/**
 * Points as vectors for a Gaussian process: a number is its place in the unit interval, a choice a coordinate for each value. A parameter
 * that does not exist is in the middle, or no choice, so that it makes no difference between points without it.
 *
 * @param lengths the parameter of each coordinate: coordinates of one parameter share a length scale
 */
record Encoding(Space space, int[] lengths) {

    /** Two different choices are as far apart as the ends of an interval. */
    private static final double CHOSEN = Math.sqrt(0.5);

    static Encoding of(Space space) {
        List<Integer> lengths = new ArrayList<>();
        for (int i = 0; i < space.size(); i++) {
            Domain domain = space.parameters().get(i).domain();
            for (int k = 0; k < (domain instanceof Choice ? domain.size() : 1); k++) {
                lengths.add(i);
            }
        }
        return new Encoding(space, lengths.stream().mapToInt(Integer::intValue).toArray());
    }

    /** {@code [coordinates]} */
    double[] vector(Point point) {
        double[] vector = new double[lengths.length];
        int next = 0;
        for (Parameter parameter : space.parameters()) {
            double value = point.get(parameter.path());
            if (parameter.domain() instanceof Choice choice) {
                if (!Double.isNaN(value)) {
                    vector[next + (int) value] = CHOSEN;
                }
                next += (int) choice.size();
            } else {
                vector[next++] = Double.isNaN(value) ? 0.5 : parameter.domain().unit(value);
            }
        }
        return vector;
    }
}
