// SPDX-License-Identifier: Apache-2.0
package org.attune.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.attune.config.Averaging;
import org.attune.tensor.Parameter;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
class AveragesTest {

    private static final int STEPS = 5;

    @Test
    void an_exponential_average_begins_with_the_first_weights() {
        List<Double> weights = new ArrayList<>();
        double found = after(new Averaging.Ema(0.8), weights);
        double expected = weights.get(0);
        for (int k = 1; k < STEPS; k++) {
            expected = 0.8 * expected + 0.2 * weights.get(k);
        }
        assertThat(found).isCloseTo(expected, within(1e-14));
    }

    @Test
    void a_stochastic_average_is_the_mean_of_the_last_steps() {
        List<Double> weights = new ArrayList<>();
        double found = after(new Averaging.Swa(0.4), weights);
        assertThat(found).isCloseTo((weights.get(2) + weights.get(3) + weights.get(4)) / 3, within(1e-14));
    }

    @Test
    void without_one_the_weights_stay() {
        List<Double> weights = new ArrayList<>();
        assertThat(after(new Averaging.None(), weights)).isEqualTo(weights.get(STEPS - 1));
    }

    /** The average after some steps of gradient descent; adds each step's weight. */
    private static double after(Averaging how, List<Double> weights) {
        try (Scope scope = Scope.open()) {
            Parameter parameter =
                    new Parameter("w", Parameter.Kind.WEIGHT, Tensors.of(new double[] {1.0}, 1), ScalarType.Double);
            parameter.setLearns(true);
            ParameterGroup group = new ParameterGroup("all", List.of(parameter), 1, 1);
            Optimizer optimizer = new Optimizer(new Rule.Sgd(0.9), 0, 0, Averages.of(how, STEPS), List.of(group));
            for (int k = 0; k < STEPS; k++) {
                parameter.leaf().mul(parameter.leaf()).sum().backward();
                optimizer.collect();
                optimizer.step(0.1, optimizer.gradientNorm());
                weights.add(Tensors.item(parameter.master()));
            }
            optimizer.exchange();
            double average = Tensors.item(parameter.master());
            optimizer.exchange();
            assertThat(Tensors.item(parameter.master())).isEqualTo(weights.get(STEPS - 1));
            return average;
        }
    }
}
