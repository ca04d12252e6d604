// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.attune.nn.Block;
import org.attune.nn.Pass;
import org.attune.tensor.Placement;
import org.attune.tensor.Scope;
import org.bytedeco.pytorch.Tensor;

/** A pre-trained network from tokens to hidden states: embeddings, blocks one after another, and what follows them. */
public final class Backbone {

    private final Sizes sizes;
    private final Sight sight;
    private final Parts parts;
    private final Placement placement;

    /** From tokens to the first hidden states. */
    public interface Embeddings {
        /** [batch, time] → [batch, time, width] in the masters' type. */
        Tensor forward(TokenInputs inputs, Pass pass);
    }

    /**
     * The layers.
     *
     * @param last what follows the blocks, a norm or nothing
     */
    public record Parts(Embeddings embeddings, List<? extends Block> blocks, UnaryOperator<Tensor> last) {}

    public Backbone(Sizes sizes, Sight sight, Parts parts, Placement placement) {
        this.sizes = sizes;
        this.sight = sight;
        this.parts = parts;
        this.placement = placement;
    }

    /** As many blocks as the sizes say, by their numbers. */
    public static <B extends Block> List<B> blocks(Sizes sizes, IntFunction<B> make) {
        return IntStream.range(0, sizes.blocks()).mapToObj(make).toList();
    }

    /** [batch, time] → the last hidden states [batch, time, width] in the masters' type; a cache remembers the tokens. */
    public Tensor forward(TokenInputs inputs, Pass pass) {
        if (inputs.cache() != null) {
            inputs.cache().extend(inputs);
        }
        Tensor x = parts.embeddings().forward(inputs, pass);
        Sight.Seen seen = sight.of(inputs, x, placement);
        if (pass.recomputation() != null) {
            return parts.last().apply(pass.recomputation().forward(x, parts.blocks(), seen::by, pass));
        }
        for (int i = 0; i < sizes.blocks(); i++) {
            try (Scope block = Scope.open()) {
                x = block.keep(parts.blocks().get(i).forward(x, seen.by(i), pass));
            }
        }
        return parts.last().apply(x);
    }

    /** The size of a hidden state. */
    public int width() {
        return sizes.width();
    }

    /** The number of blocks; the embeddings are depth 0, block i is depth i + 1, everything after is depth blocks + 1. */
    public int blocks() {
        return sizes.blocks();
    }

    /** The longest sequence that the model has positions for. */
    public int maxLength() {
        return sizes.positions();
    }
}
