// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.attune.model.Model;
import org.attune.nn.Pass;
import org.attune.tensor.Parameter;
import org.attune.tensor.Profile;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.attune.tensor.WideGradients;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Cross entropy over a vocabulary, a chunk of targets at a time: scores for all of a batch at once would be its largest tensor by
 * far (4,096 targets and 151,936 words: 2.5 GB in fp32, and as much again for the gradient). Each chunk runs backward as far as the
 * states before the next one is scored; the states' gradients then go on together.
 *
 * @param states that predict the targets, [targets, width], with their graph
 * @param targets words to come, by their ids
 * @param chunk targets that are scored at once
 */
record LanguageLoss(Scoring scoring, Tensor states, long[] targets, int chunk) implements BatchLoss {

    /**
     * The last layer of a language model.
     *
     * @param scores of the words to come, from states
     * @param parameters that only it uses
     */
    record Scoring(UnaryOperator<Tensor> scores, List<Parameter> parameters) {
        static Scoring of(Model model, Pass pass) {
            return new Scoring(states -> model.logits(states, pass), model.headParameters());
        }
    }

    /** Scores of a chunk: 64 million values, a quarter of a gigabyte in fp32. */
    private static final long SCORES = 1L << 26;

    private static final int LEAST = 16;

    private static final CrossEntropy ENTROPY = new CrossEntropy(0, null, 0);

    /** The number of targets that are scored at once: by the vocabulary alone, so that bits repeat. */
    static int chunk(Model model) {
        return (int) Math.max(LEAST, SCORES / model.blueprint().sizes().vocabulary());
    }

    static LanguageLoss of(Model model, Tensor states, long[] targets, Pass pass) {
        return new LanguageLoss(Scoring.of(model, pass), states, targets, chunk(model));
    }

    @Override
    public Map<String, Double> backward(Map<String, Double> targetsOfStep) {
        if (targets.length == 0) {
            return Map.of(TASK, 0.0);
        }
        double share = 1 / targetsOfStep.getOrDefault(TASK, 1.0);
        WideGradients head = new WideGradients(targets.length > chunk ? scoring.parameters() : List.of());
        TensorVector gradients = new TensorVector();
        double sum = 0;
        for (int from = 0; from < targets.length; from += chunk) {
            int count = Math.min(chunk, targets.length - from);
            try (Scope part = Scope.open()) {
                Tensor own = states.narrow(0, from, count).detach().set_requires_grad(true);
                Tensor scores = scoring.scores().apply(own);
                Tensor words = targets(targets, from, count, states);
                Tensor entropy = Profile.part(Profile.LOSS, () -> ENTROPY.sum(scores, words));
                Tensors.backward(entropy.mul(Tensors.scalar(share)));
                head.collect();
                sum += Tensors.item(entropy);
                gradients.push_back(Objects.requireNonNull(Tensors.gradient(own)));
            }
        }
        head.give();
        if (states.requires_grad()) {
            Tensors.backward(states, torch.cat(gradients));
        }
        return Map.of(TASK, sum);
    }

    /** @param like gives the device */
    static Tensor targets(long[] all, int from, int count, Tensor like) {
        return Tensors.of(Arrays.copyOfRange(all, from, from + count), count).to(like.device(), ScalarType.Long);
    }
}
