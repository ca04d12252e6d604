// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.attune.RunPlan;
import org.attune.config.Node;
import org.attune.config.ScalarNode;
import org.attune.config.Source;

/** What is searched where a recipe does not say it: rates around the method's own, decay, and the rank of adapters. */
final class DefaultSpace {

    private static final double TIMES = 10;

    private DefaultSpace() {}

    static Space of(RunPlan plan) {
        List<Parameter> parameters = new ArrayList<>();
        double rate = plan.learningRate();
        parameters.add(
                new Parameter("training.learning_rate", new Real(rate / TIMES, rate * TIMES, true, Bounds.GRID_STEPS)));
        parameters.add(new Parameter("training.weight_decay", new Real(1e-3, 0.3, true, 3)));
        if (plan.config().method().name().endsWith("lora")) {
            int width = plan.base().config().sizes().width();
            parameters.add(new Parameter(
                    "method.rank",
                    new Choice(IntStream.of(2, 4, 8, 16, 32)
                            .filter(rank -> rank <= width)
                            .mapToObj(rank -> (ScalarNode) Node.of(rank, Source.DEFAULT))
                            .toList())));
        } else {
            parameters.add(new Parameter("training.warmup", new Real(0, 0.2, false, 3)));
        }
        return new Space(parameters);
    }
}
