// SPDX-License-Identifier: Apache-2.0
package org.attune.method.ewc;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.attune.data.Batch;
import org.attune.data.Example;
import org.attune.model.Model;
import org.attune.nn.Pass;
import org.attune.task.BatchLoss;
import org.attune.task.Task;
import org.attune.tensor.Grad;
import org.attune.tensor.Parameter;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The diagonal of the empirical Fisher information: the mean over examples of the squared gradient of each one's own log-likelihood at its
 * true label (Kunstner et al. 2019 on how it differs from the Fisher information, whose labels the model draws). Each example goes forward
 * and backward alone, without dropout: the square of a batch's mean gradient would be another number.
 */
public final class Fisher {

    private Fisher() {}

    /** One example's loss, forward and backward. */
    public interface Backward {
        void of(int example);
    }

    /**
     * Of examples of a task in the caller's scope, by the names of what learns; gradients are cleared afterwards.
     *
     * @param body what the importance is wanted of; it must learn
     */
    static Map<String, Tensor> of(Model model, Task task, List<Example> examples, Collection<Parameter> body) {
        return diagonal(body, examples.size(), i -> {
            Example example = examples.get(i);
            Batch alone = new Batch(List.of(example), example.length());
            Pass pass = Pass.evaluation();
            Map<String, Double> sums = task.loss(model, task.features(model, alone, pass), alone, pass)
                    .backward(Map.of(BatchLoss.TASK, 1.0));
            assert sums.size() == 1;
        });
    }

    /** The same of any losses; zeros for what took no part. */
    public static Map<String, Tensor> diagonal(Collection<Parameter> body, int count, Backward losses) {
        Map<String, Tensor> sums = new LinkedHashMap<>();
        try (Grad off = Grad.off()) {
            body.forEach(parameter -> sums.put(parameter.name(), torch.zeros_like(parameter.master())));
        }
        for (int i = 0; i < count; i++) {
            try (Scope alone = Scope.open()) {
                losses.of(i);
                body.forEach(parameter -> add(Objects.requireNonNull(sums.get(parameter.name())), parameter));
            }
        }
        try (Grad off = Grad.off()) {
            sums.values().forEach(sum -> sum.div_(Tensors.scalar(Math.max(1, count))));
        }
        return sums;
    }

    private static void add(Tensor sum, Parameter parameter) {
        Tensor gradient = parameter.gradient();
        if (gradient != null) {
            try (Grad off = Grad.off()) {
                Tensor wide = gradient.to(Tensors.type(sum));
                sum.addcmul_(wide, wide, Tensors.scalar(1));
            }
            parameter.clearGradient();
        }
    }
}
