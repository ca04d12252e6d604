// SPDX-License-Identifier: Apache-2.0
package org.attune.method.l2sp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attune.model.Model;
import org.attune.optim.GradientSums;
import org.attune.tensor.Grad;
import org.attune.tensor.Parameter;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * α/2 ‖w - w⁰‖² over what was pre-trained and β/2 ‖w‖² over the rest (Li et al. 2018, equation 4), norms and biases too; or, where each value
 * has an importance F of its own, α/2 · Σ F (w - w⁰)² over what was pre-trained (Kirkpatrick et al. 2017, equation 3). Made before the first
 * step and before a checkpoint is restored; keeps a copy of what was pre-trained.
 */
public final class StartingPoint {

    private final List<Held> held = new ArrayList<>();

    /**
     * @param start null: zero
     * @param importance null: of every value the same
     */
    private record Held(
            Parameter parameter,
            double strength,
            @Nullable Tensor start,
            @Nullable Tensor importance) {}

    public StartingPoint(Model model, double alpha, double beta) {
        for (Parameter parameter : model.parameters().all()) {
            boolean head = model.isHead(parameter.name());
            held.add(new Held(parameter, head ? beta : alpha, head ? null : copy(parameter.master()), null));
        }
    }

    /**
     * Of what was pre-trained alone.
     *
     * @param importance of the values of each parameter, by its name, in its shape
     */
    public StartingPoint(Model model, double alpha, Map<String, Tensor> importance) {
        importance.forEach((name, each) -> {
            Parameter parameter = model.parameters().named(name);
            held.add(new Held(parameter, alpha, copy(parameter.master()), each));
        });
    }

    private static Tensor copy(Tensor values) {
        try (Grad off = Grad.off()) {
            return torch.empty_like(values).copy_(values);
        }
    }

    /** Adds the gradient to the sums; returns the value. */
    public double add(GradientSums sums) {
        double value = 0;
        for (Held each : held) {
            if (each.strength() > 0) {
                value += add(each, sums.of(each.parameter()));
            }
        }
        return value;
    }

    private static double add(Held held, Tensor sum) {
        try (Grad off = Grad.off();
                Scope scope = Scope.open()) { // the difference is as large as the parameter
            Tensor now = held.parameter().master();
            Tensor apart = held.start() == null ? now : now.sub(held.parameter().taken(held.start()));
            Tensor pull = held.importance() == null
                    ? apart
                    : apart.mul(held.parameter().taken(held.importance()));
            sum.add_(pull, Tensors.scalar(held.strength()));
            return held.strength() / 2 * Tensors.item(apart.mul(pull).sum());
        }
    }
}
