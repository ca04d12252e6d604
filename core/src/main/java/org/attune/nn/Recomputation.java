// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.attune.tensor.Grad;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Blocks forward without a graph, of which only the inputs are kept, and then, in the backward, each once more with its graph, from
 * the last to the first (Chen et al. 2016, "Training deep nets with sublinear memory cost"): one block's activations at a time
 * instead of all. Dropout is keyed, so that both forwards draw the same. Lives as long as its micro-batch.
 */
public final class Recomputation {

    private final List<Run> runs = new ArrayList<>();

    /** One forward through all blocks. */
    private record Run(
            Tensor first,
            List<? extends Block> blocks,
            IntFunction<Places> places,
            Pass pass,
            List<Tensor> inputs,
            Tensor last) {}

    /**
     * The blocks' answer to x as a leaf, whose gradient {@link #backward} takes on.
     *
     * @param x [batch, time, width] with its own graph, if anything before the blocks learns
     */
    public Tensor forward(Tensor x, List<? extends Block> blocks, IntFunction<Places> places, Pass pass) {
        List<Tensor> inputs = new ArrayList<>();
        Tensor state = x.detach();
        try (Grad off = Grad.off()) {
            for (int i = 0; i < blocks.size(); i++) {
                inputs.add(state);
                try (Scope block = Scope.open()) {
                    state = block.keep(blocks.get(i).forward(state, places.apply(i), pass));
                }
            }
        }
        Tensor last = state.detach().set_requires_grad(true);
        runs.add(new Run(x, blocks, places, pass, inputs, last));
        return last;
    }

    /** Goes on with the gradients that the answers have by now. */
    public void backward() {
        for (Run run : runs) {
            Tensor gradient = Tensors.gradient(run.last);
            for (int i = run.blocks.size() - 1; i >= 0 && gradient != null; i--) {
                gradient = backward(run, i, gradient);
            }
            if (gradient != null) {
                Tensors.backward(run.first, gradient);
            }
        }
        runs.clear();
    }

    /** The gradient of a block's input; null where nothing before the blocks learns. */
    private static @Nullable Tensor backward(Run run, int i, Tensor gradient) {
        boolean below = i > 0 || run.first.requires_grad();
        try (Scope block = Scope.open()) {
            Tensor input = run.inputs.get(i).detach().set_requires_grad(below);
            Tensor output = run.blocks.get(i).forward(input, run.places.apply(i), run.pass.again());
            if (output.requires_grad()) {
                Tensors.backward(output, gradient);
            }
            Tensor found = Tensors.gradient(input);
            return found == null ? null : block.keep(found);
        }
    }
}
