// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.attune.model.Head;
import org.attune.nn.Linear;
import org.attune.nn.Pass;
import org.attune.nn.SoftCap;
import org.attune.tensor.KeyedRandom;
import org.attune.tensor.Parameter;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A vocabulary's scores chunk by chunk are the scores at once: the loss and every gradient. */
@Tag("engine")
class LanguageLossTest {

    private static final int WORDS = 23;
    private static final int WIDTH = 8;
    private static final int TARGETS = 14;

    @Test
    void chunks_give_the_loss_and_the_gradients_of_the_whole() {
        try (Scope scope = Scope.open()) {
            Learnt whole = learn(TARGETS, ScalarType.Double, ScalarType.Double);
            for (int chunk : new int[] {1, 3, 7, 13}) {
                Learnt parts = learn(chunk, ScalarType.Double, ScalarType.Double);

                assertThat(parts.loss()).isCloseTo(whole.loss(), within(1e-12));
                assertThat(parts.states()).containsExactly(whole.states(), within(1e-12));
                assertThat(parts.words()).containsExactly(whole.words(), within(1e-12));
            }
        }
    }

    @Test
    void narrow_weights_sum_their_gradients_over_chunks_widely() {
        try (Scope scope = Scope.open()) {
            double[] exact =
                    learn(TARGETS, ScalarType.Double, ScalarType.Double).words();
            double[] whole =
                    learn(TARGETS, ScalarType.Float, ScalarType.BFloat16).words();
            double[] chunked = learn(1, ScalarType.Float, ScalarType.BFloat16).words();

            assertThat(apart(chunked, exact)).isLessThan(1.5 * apart(whole, exact));
        }
    }

    private record Learnt(double loss, double[] states, double[] words) {}

    private static Learnt learn(int chunk, ScalarType master, ScalarType compute) {
        Parameter words = new Parameter(
                "lm_head.weight", Parameter.Kind.WEIGHT, random(1, WORDS, WIDTH).to(master), compute);
        words.setLearns(true);
        Head head = Head.language(new Linear(words, null), SoftCap.NONE, master);
        Tensor leaf = random(2, TARGETS, WIDTH).to(master).set_requires_grad(true);
        long[] targets =
                IntStream.range(0, TARGETS).mapToLong(i -> i * 7L % WORDS).toArray();
        LanguageLoss.Scoring scoring =
                new LanguageLoss.Scoring(states -> head.forward(states, Pass.evaluation()), List.of(words));
        LanguageLoss loss = new LanguageLoss(scoring, leaf.mul(Tensors.scalar(1)), targets, chunk);
        double sum = loss.backward(Map.of(BatchLoss.TASK, 4.0)).getOrDefault(BatchLoss.TASK, Double.NaN);
        Tensor gradient = words.gradient();
        assertThat(gradient).isNotNull();
        return new Learnt(sum, Tensors.doubles(leaf.grad()), Tensors.doubles(gradient));
    }

    private static double apart(double[] a, double[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> Math.abs(a[i] - b[i]))
                .sum();
    }

    private static Tensor random(long key, long... shape) {
        double[] values = new double[Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact))];
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * KeyedRandom.uniform(key, i) - 1;
        }
        return Tensors.of(values, shape);
    }
}
