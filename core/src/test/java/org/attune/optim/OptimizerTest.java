// SPDX-License-Identifier: Apache-2.0
package org.attune.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attune.tensor.Grad;
import org.attune.tensor.Parameter;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Groups that do not learn from the first step on. */
@Tag("engine")
@Tag("float64")
class OptimizerTest {

    private static final double RATE = 0.1;
    private static final double DECAY = 0.01;

    /** Of w, which learns from the beginning, and of v, which joins at the third step. */
    private static final double[] GRADIENTS = {0.5, -0.2, 0.3, 0.9, -0.4};

    private static final int JOINS = 3;

    @Test
    void a_group_that_joins_later_is_corrected_for_its_own_updates_and_decays_from_then_on() {
        try (Scope scope = Scope.open()) {
            Parameter early = parameter("w");
            Parameter late = parameter("v");
            Optimizer optimizer = optimizer(early, late);
            for (int step = 1; step <= GRADIENTS.length; step++) {
                step(optimizer, early, late, step);
                assertThat(Tensors.item(early.master())).isCloseTo(value(step, 1), within(1e-12));
                assertThat(Tensors.item(late.master())).isCloseTo(value(step, JOINS), within(1e-12));
            }
        }
    }

    @Test
    void the_number_of_its_updates_is_resumed() {
        try (Scope scope = Scope.open()) {
            Parameter early = parameter("w");
            Parameter late = parameter("v");
            Optimizer optimizer = optimizer(early, late);
            for (int step = 1; step < GRADIENTS.length; step++) {
                step(optimizer, early, late, step);
            }
            Parameter earlyAgain = parameter("w");
            Parameter lateAgain = parameter("v");
            Optimizer resumed = optimizer(earlyAgain, lateAgain);
            Map<String, Tensor> into = resumed.state();
            try (Grad off = Grad.off()) {
                optimizer.state().forEach((name, tensor) -> {
                    Tensor target = into.get(name);
                    assertThat(target).as(name).isNotNull();
                    target.copy_(tensor);
                });
            }
            resumed.restored();
            step(resumed, earlyAgain, lateAgain, GRADIENTS.length);

            assertThat(Tensors.item(lateAgain.master())).isCloseTo(value(GRADIENTS.length, JOINS), within(1e-12));
            assertThat(Tensors.item(earlyAgain.master())).isCloseTo(value(GRADIENTS.length, 1), within(1e-12));
        }
    }

    /** Narrow weights whose stretches begin and end within a parameter, and a vector. */
    @Test
    void gradients_that_are_left_where_they_lie_update_to_the_same_bits_as_sums_of_them() {
        List<Rule> rules =
                List.of(new Rule.AdamW(0.9, 0.999, 1e-8), new Rule.Adam(0.9, 0.999, 1e-8), new Rule.Sgd(0.9));
        long[] sizes = {700_001, 5, 400_003};
        for (Rule rule : rules) {
            try (Scope scope = Scope.open()) {
                List<Parameter> summed = narrow(sizes);
                List<Parameter> left = narrow(sizes);
                Optimizer sums = new Optimizer(rule, DECAY, 1, List.of(new ParameterGroup("all", summed, 1, 1)));
                Optimizer lying = new Optimizer(rule, DECAY, 1, List.of(new ParameterGroup("all", left, 1, 1)));
                for (int step = 1; step <= 2; step++) {
                    backward(summed, step);
                    sums.collect();
                    backward(left, step);
                    double norm = sums.gradientNorm();
                    assertThat(norm).isGreaterThan(1);
                    assertThat(lying.gradientNorm()).isCloseTo(norm, within(1e-5 * norm));
                    sums.step(RATE, norm);
                    lying.step(RATE, norm);
                }
                for (int i = 0; i < sizes.length; i++) {
                    assertThat(left.get(i).gradient()).isNull();
                    assertThat(left.get(i).master().equal(summed.get(i).master()))
                            .isTrue();
                    assertThat(left.get(i).leaf().equal(summed.get(i).leaf())).isTrue();
                    assertThat(left.get(i).leaf().equal(left.get(i).master().to(ScalarType.BFloat16)))
                            .isTrue();
                }
            }
        }
    }

    private static List<Parameter> narrow(long... sizes) {
        List<Parameter> parameters = new ArrayList<>();
        for (long size : sizes) {
            Tensor values = torch.arange(new Scalar(size))
                    .to(ScalarType.Float)
                    .mul(Tensors.scalar(0.37))
                    .cos();
            Parameter parameter = new Parameter("p" + size, Parameter.Kind.WEIGHT, values, ScalarType.BFloat16);
            parameter.setLearns(true);
            parameters.add(parameter);
        }
        return parameters;
    }

    private static void backward(List<Parameter> parameters, int step) {
        for (Parameter parameter : parameters) {
            Tensor leaf = parameter.leaf();
            leaf.mul(leaf).mul(Tensors.scalar(step)).sum().backward();
        }
    }

    private static Parameter parameter(String name) {
        Parameter parameter =
                new Parameter(name, Parameter.Kind.WEIGHT, Tensors.of(new double[] {1.0}, 1), ScalarType.Double);
        parameter.setLearns(true);
        return parameter;
    }

    private static Optimizer optimizer(Parameter early, Parameter late) {
        return new Optimizer(
                new Rule.AdamW(0.9, 0.999, 1e-8),
                DECAY,
                0,
                List.of(
                        new ParameterGroup("early", List.of(early), 1, 1),
                        new ParameterGroup("late", List.of(late), 1, 1)));
    }

    private static void step(Optimizer optimizer, Parameter early, Parameter late, int step) {
        early.setLearns(true);
        late.setLearns(step >= JOINS);
        Tensor gradient = Tensors.of(new double[] {GRADIENTS[step - 1]}, 1);
        early.leaf().mul(gradient).add(late.leaf().mul(gradient)).sum().backward();
        optimizer.collect();
        double norm = optimizer.gradientNorm();
        assertThat(norm).isCloseTo(Math.abs(GRADIENTS[step - 1]) * (step < JOINS ? 1 : Math.sqrt(2)), within(1e-12));
        optimizer.step(RATE, norm);
    }

    /** AdamW by hand (Loshchilov and Hutter 2019, algorithm 2) over the steps from the one at which the parameter joins. */
    private static double value(int steps, int joins) {
        double w = 1;
        double m = 0;
        double v = 0;
        for (int step = joins; step <= steps; step++) {
            double g = GRADIENTS[step - 1];
            int t = step - joins + 1;
            m = 0.9 * m + 0.1 * g;
            v = 0.999 * v + 0.001 * g * g;
            w -= RATE * DECAY * w;
            w -= RATE * (m / (1 - Math.pow(0.9, t))) / (Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8);
        }
        return w;
    }
}
