// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.attune.config.Recipe;
import org.attune.data.Batch;
import org.attune.distributed.Peers;
import org.attune.method.Method;
import org.attune.nn.Pass;
import org.attune.optim.ParameterGroup;
import org.attune.tensor.Parameter;
import org.attune.tensor.Tensors;
import org.attune.train.Batches;
import org.attune.train.LossSums;

/**
 * The losses and gradients of a run's first steps in float64, without updates between them: what the laws say of a step, without
 * the noise that training adds.
 *
 * @param gradients by parameter, summed over the steps
 */
record StepGradients(double loss, long paddedTokens, Map<String, double[]> gradients) {

    private static final int STEPS = 4;

    /**
     * @param microRows rows per backward
     */
    static StepGradients of(Recipe recipe, int microRows, Batches.Padding padding) {
        return of(recipe, new Batches.Shape(16, length -> microRows, padding, 0, 1), false);
    }

    /** @param recompute whether the activations of blocks are computed again in the backward */
    static StepGradients of(Recipe recipe, Batches.Shape shape, boolean recompute) {
        try (Prepared run = Prepared.of(recipe)) {
            Method method = run.method();
            Batches batches = new Batches(run.train(), shape, 13);
            double loss = 0;
            long padded = 0;
            for (int number = 1; number <= STEPS; number++) {
                long at = number;
                Batches.Step step = batches.at(number).map(batch -> method.joined(batch, at));
                loss += backward(step, method, recompute);
                padded += step.micro().stream().mapToLong(Batch::paddedTokens).sum();
            }
            return new StepGradients(loss, padded, gradients(method));
        }
    }

    private static double backward(Batches.Step step, Method method, boolean recompute) {
        LossSums sums = LossSums.of(step, method, Peers.single());
        for (Batch micro : step.micro()) {
            Pass kept = Pass.training(13, step.number(), micro.keys());
            Pass pass = recompute ? kept.recomputing() : kept;
            sums.add(method.loss(micro, pass).backward(sums.targets()));
            pass.backward();
        }
        return sums.total(Peers.single());
    }

    private static Map<String, double[]> gradients(Method method) {
        Map<String, double[]> gradients = new LinkedHashMap<>();
        for (ParameterGroup group : method.parameters()) {
            for (Parameter parameter : group.parameters()) {
                gradients.put(
                        parameter.name(),
                        Tensors.doubles(Objects.requireNonNull(parameter.gradient(), parameter.name())));
            }
        }
        return gradients;
    }

    /** The largest difference of any gradient's value. */
    double apart(StepGradients other) {
        double apart = 0;
        for (Map.Entry<String, double[]> own : gradients.entrySet()) {
            double[] values = Objects.requireNonNull(other.gradients.get(own.getKey()), own.getKey());
            for (int i = 0; i < values.length; i++) {
                apart = Math.max(apart, Math.abs(values[i] - own.getValue()[i]));
            }
        }
        return apart;
    }

    double largest() {
        return gradients.values().stream()
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElse(0);
    }
}
