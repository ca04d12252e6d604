// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import org.attune.model.Model;
import org.attune.nn.Pass;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What a language model thinks of words, without gradients. */
final class LanguageAnswers {

    private LanguageAnswers() {}

    /**
     * For each target its negative log-likelihood in nats, and 1 where it is the most probable word.
     *
     * @param states that predict the targets, [targets, width]
     */
    static float[][] of(Model model, Tensor states, long[] targets) {
        float[][] answers = new float[2][targets.length];
        int size = LanguageLoss.chunk(model);
        for (int from = 0; from < targets.length; from += size) {
            int count = Math.min(size, targets.length - from);
            try (Scope chunk = Scope.open()) {
                Tensor scores = model.logits(states.narrow(0, from, count), Pass.evaluation()); // [count, vocabulary]
                Tensor truth = LanguageLoss.targets(targets, from, count, scores);
                Tensor losses = torch.logsumexp(scores, -1)
                        .sub(scores.gather(1, truth.unsqueeze(1)).squeeze(1));
                Tensor right =
                        scores.argmax(new LongOptional(-1), false).eq(truth).to(ScalarType.Float);
                System.arraycopy(Tensors.floats(losses), 0, answers[0], from, count);
                System.arraycopy(Tensors.floats(right), 0, answers[1], from, count);
            }
        }
        return answers;
    }
}
