// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.Optional;

/**
 * How gradients become steps.
 *
 * @param learningRate empty: by a table over method and family; 0 leaves the model as it is
 * @param clip largest norm of the gradient; empty: not clipped
 * @param layerDecay factor of the learning rate from each layer to the one below
 * @param average what is evaluated and saved instead of the last weights
 */
public record OptimizerConfig(
        Algorithm algorithm,
        Optional<Double> learningRate,
        double weightDecay,
        Optional<Double> clip,
        double layerDecay,
        Averaging average) {

    public static final OptimizerConfig DEFAULT =
            new OptimizerConfig(Algorithm.ADAMW, Optional.empty(), 0.01, Optional.of(1.0), 1.0, new Averaging.None());

    public enum Algorithm {
        ADAMW,
        SGD,
        ADAM
    }

    public OptimizerConfig {
        Rules rules = Rules.of("training")
                .between("weight_decay", weightDecay, 0, 1)
                .that(layerDecay > 0 && layerDecay <= 1, "layer_decay", "more than 0 and at most 1", layerDecay);
        learningRate.ifPresent(rate -> rules.between("learning_rate", rate, 0, 10));
        clip.ifPresent(norm -> rules.above("clip", norm, 0));
        rules.check();
    }

    static OptimizerConfig bind(Section training) {
        Optional<Double> learningRate = training.optional("learning_rate", Kinds.NUMBER, "auto");
        Algorithm algorithm = training.choice("optimizer", Algorithm.ADAMW);
        double weightDecay = training.number("weight_decay", 0.01);
        Optional<Double> clip = training.value("clip", Kinds.optional("none", Kinds.NUMBER), Optional.of(1.0));
        double layerDecay = training.number("layer_decay", 1.0);
        Averaging average = training.value("average", Averaging.KIND, new Averaging.None());
        return training.build(
                () -> new OptimizerConfig(algorithm, learningRate, weightDecay, clip, layerDecay, average), DEFAULT);
    }
}
