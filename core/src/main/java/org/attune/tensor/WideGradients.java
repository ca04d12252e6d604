// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Sums the gradients of narrow parameters over several backwards of one micro-batch in the masters' type, where libtorch would add
 * them up narrowly (64 of them in bf16: 0.8 % error), and rounds them once. Lives in the scope in which it was made.
 */
public final class WideGradients {

    private final List<Parameter> narrow;
    private final List<Tensor> sums = new ArrayList<>();

    /** Of those parameters that are narrow and learn. */
    public WideGradients(Collection<Parameter> parameters) {
        narrow = parameters.stream()
                .filter(parameter -> parameter.learns() && parameter.isNarrow())
                .toList();
        for (Parameter parameter : narrow) {
            sums.add(torch.zeros_like(parameter.master()));
        }
    }

    /** Takes the gradients of the last backward. */
    public void collect() {
        try (Grad off = Grad.off()) {
            for (int i = 0; i < narrow.size(); i++) {
                Tensor gradient = narrow.get(i).gradient();
                if (gradient != null) {
                    sums.get(i).add_(gradient);
                    narrow.get(i).clearGradient();
                }
            }
        }
    }

    /** Gives the sums to the parameters as the gradients of one backward. */
    public void give() {
        for (int i = 0; i < narrow.size(); i++) {
            narrow.get(i).setGradient(sums.get(i));
        }
    }
}
