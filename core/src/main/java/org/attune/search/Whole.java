// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.attune.config.Node;
import org.attune.config.Source;

/**
 * Whole numbers from {@code low} to {@code high}, both included.
 *
 * @param log whether their logarithms are searched: each number has the share of the way from half below it to half above it
 * @param steps how many of them a grid has at most
 */
public record Whole(long low, long high, boolean log, int steps) implements Domain {

    private static final double HALF = 0.5;

    public Whole {
        Bounds.check((double) low, (double) high, log, steps);
    }

    @Override
    public double at(double unit) {
        double u = Math.max(0, Math.min(1, unit));
        double from = scaled((double) low - HALF);
        double place = from + u * (scaled((double) high + HALF) - from);
        return Math.max((double) low, Math.min((double) high, Math.rint(log ? Math.exp(place) : place)));
    }

    @Override
    public double unit(double value) {
        double from = scaled((double) low - HALF);
        return (scaled(value) - from) / (scaled((double) high + HALF) - from);
    }

    private double scaled(double value) {
        return log ? Math.log(value) : value;
    }

    @Override
    public double size() {
        return (double) high - low + 1;
    }

    @Override
    public List<Double> grid() {
        int points = (int) Math.min(size(), steps);
        return IntStream.range(0, points)
                .mapToObj(i -> at(points == 1 ? HALF : (double) i / (points - 1)))
                .distinct()
                .toList();
    }

    @Override
    public Object shown(double value) {
        return (long) value;
    }

    @Override
    public OptionalDouble read(String text) {
        OptionalDouble number = Bounds.number(text);
        boolean holds = number.isPresent()
                && number.getAsDouble() >= (double) low
                && number.getAsDouble() <= (double) high
                && number.getAsDouble() == Math.rint(number.getAsDouble());
        return holds ? number : OptionalDouble.empty();
    }

    @Override
    public Node described() {
        Map<String, Object> all = Bounds.described((double) low, (double) high, log);
        all.put("whole", true);
        return Node.of(all, Source.DEFAULT);
    }
}
