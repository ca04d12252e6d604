// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.attune.config.Node;
import org.attune.config.Source;

/**
 * Numbers with fractions from {@code low} to {@code high}, both included.
 *
 * @param log whether their logarithms are searched
 * @param steps how many of them a grid has
 */
public record Real(double low, double high, boolean log, int steps) implements Domain {

    public Real {
        Bounds.check(low, high, log, steps);
    }

    @Override
    public double at(double unit) {
        double u = Math.max(0, Math.min(1, unit));
        double value = log ? Math.exp(Math.log(low) + u * (Math.log(high) - Math.log(low))) : low + u * (high - low);
        return Math.max(low, Math.min(high, value));
    }

    @Override
    public double unit(double value) {
        return log
                ? (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low))
                : (value - low) / (high - low);
    }

    @Override
    public double size() {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public List<Double> grid() {
        return IntStream.range(0, steps)
                .mapToObj(i -> at(steps == 1 ? 0.5 : (double) i / (steps - 1)))
                .toList();
    }

    @Override
    public Object shown(double value) {
        return value;
    }

    @Override
    public OptionalDouble read(String text) {
        OptionalDouble number = Bounds.number(text);
        return number.isPresent() && number.getAsDouble() >= low && number.getAsDouble() <= high
                ? number
                : OptionalDouble.empty();
    }

    @Override
    public Node described() {
        return Node.of(Bounds.described(low, high, log), Source.DEFAULT);
    }
}
