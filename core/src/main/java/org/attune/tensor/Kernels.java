// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Operators that have no Java binding, each a typed method. All work in place and outside of gradient recording. */
public final class Kernels {

    /** The constants of one AdamW update; {@code step} counts from 1. Decoupled decay as in Loshchilov and Hutter 2019. */
    public record AdamW(double rate, double beta1, double beta2, double epsilon, double decay, long step) {}

    private static final class Holder {
        static final Script SCRIPT = new Script("""
                def adamw(p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], n: List[Tensor], \
                lr: float, b1: float, b2: float, eps: float, decay: float) -> int:
                    torch._fused_adamw_(p, g, m, v, [], n, lr=lr, beta1=b1, beta2=b2, weight_decay=decay, eps=eps, \
                amsgrad=False, maximize=False)
                    return 0

                def add_all(sums: List[Tensor], terms: List[Tensor]) -> int:
                    torch._foreach_add_(sums, terms)
                    return 0

                def copy_all(targets: List[Tensor], sources: List[Tensor]) -> int:
                    torch._foreach_copy_(targets, sources)
                    return 0
                """);
    }

    private Kernels() {}

    /** One AdamW step on a flat parameter, in a single pass over memory. */
    public static void adamW(Tensor parameter, Tensor gradient, Tensor mean, Tensor square, AdamW constants) {
        try (Grad off = Grad.off();
                Scope scope = Scope.open()) {
            // the kernel adds no step of its own: it is told the number of this one
            Tensor count = Tensors.of(new float[] {constants.step()}, 1)
                    .reshape(new long[0])
                    .to(parameter.device(), org.bytedeco.pytorch.global.torch.ScalarType.Float);
            Holder.SCRIPT.call(
                    "adamw",
                    List.of(parameter),
                    List.of(gradient),
                    List.of(mean),
                    List.of(square),
                    List.of(count),
                    constants.rate(),
                    constants.beta1(),
                    constants.beta2(),
                    constants.epsilon(),
                    constants.decay());
        }
    }

    /** {@code sums[i] += terms[i]}, each term converted to its sum's type. */
    public static void addAll(List<Tensor> sums, List<Tensor> terms) {
        call("add_all", sums, terms);
    }

    /** {@code targets[i] = sources[i]}, converted. */
    public static void copyAll(List<Tensor> targets, List<Tensor> sources) {
        call("copy_all", targets, sources);
    }

    private static void call(String function, List<Tensor> targets, List<Tensor> sources) {
        if (targets.isEmpty()) {
            return;
        }
        try (Grad off = Grad.off();
                Scope scope = Scope.open()) {
            Holder.SCRIPT.call(function, targets, sources);
        }
    }
}
