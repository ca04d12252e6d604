// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.attune.config.Node;
import org.attune.config.Rules;
import org.attune.config.ScalarNode;
import org.attune.config.Source;

/** One of several values that have no order. */
public record Choice(List<ScalarNode> values) implements Domain {

    public Choice {
        values = List.copyOf(values);
        Rules.of("")
                .that(
                        values.size() >= 2 && values.stream().distinct().count() == values.size(),
                        "values",
                        "at least two, each once",
                        values.stream().map(ScalarNode::text).toList())
                .check();
    }

    @Override
    public double at(double unit) {
        return Math.max(0, Math.min(values.size() - 1.0, Math.floor(unit * values.size())));
    }

    @Override
    public double unit(double value) {
        return (value + 0.5) / values.size();
    }

    @Override
    public double size() {
        return values.size();
    }

    @Override
    public List<Double> grid() {
        return IntStream.range(0, values.size()).mapToObj(i -> (double) i).toList();
    }

    @Override
    public Object shown(double value) {
        return values.get((int) value);
    }

    @Override
    public OptionalDouble read(String text) {
        return IntStream.range(0, values.size())
                .filter(i -> values.get(i).text().equals(text))
                .mapToDouble(i -> i)
                .findFirst();
    }

    @Override
    public Node described() {
        return Node.of(values, Source.DEFAULT);
    }
}
