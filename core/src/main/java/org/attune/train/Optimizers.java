// SPDX-License-Identifier: Apache-2.0
package org.attune.train;

import java.util.List;
import org.attune.config.OptimizerConfig;
import org.attune.optim.Averages;
import org.attune.optim.Optimizer;
import org.attune.optim.ParameterGroup;
import org.attune.optim.Rule;

/** The recipe's optimisers. */
public final class Optimizers {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;
    private static final double MOMENTUM = 0.9;

    private Optimizers() {}

    /** @param steps of the whole run */
    public static Optimizer create(OptimizerConfig config, List<ParameterGroup> groups, long steps) {
        Rule rule = switch (config.algorithm()) {
            case ADAMW -> new Rule.AdamW(BETA1, BETA2, EPSILON);
            case ADAM -> new Rule.Adam(BETA1, BETA2, EPSILON);
            case SGD -> new Rule.Sgd(MOMENTUM);
        };
        Averages averages = Averages.of(config.average(), steps);
        return new Optimizer(rule, config.weightDecay(), config.clip().orElse(0.0), averages, groups);
    }
}
