// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.attune.nn.Block;
import org.attune.nn.Pass;
import org.attune.nn.Places;
import org.attune.tensor.Placement;
import org.attune.tensor.Scope;
import org.bytedeco.pytorch.Tensor;

/** A pre-trained network from tokens or images to hidden states: what begins, blocks one after another, and what follows them. */
public final class Backbone {

    private final Sizes sizes;
    private final Sight sight;
    private final Parts parts;
    private final Placement placement;

    /** From inputs to the first hidden states. */
    public sealed interface First permits Embeddings, Stem {}

    /** From tokens to the first hidden states. */
    public non-sealed interface Embeddings extends First {
        /** [batch, time] → [batch, time, width] in the masters' type. */
        Tensor forward(TokenInputs inputs, Pass pass);
    }

    /** From images to the first hidden states. */
    public non-sealed interface Stem extends First {
        /** Images → [batch, time, width], or [batch, channels, height, width] for convolutions, in the masters' type. */
        Tensor forward(ImageInputs inputs, Pass pass);
    }

    /**
     * The layers.
     *
     * @param last what follows the blocks: a norm, nothing, or what makes [batch, places, width] of images
     */
    public record Parts(First first, List<? extends Block> blocks, UnaryOperator<Tensor> last) {}

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

    /** The last hidden states [batch, time, width] in the masters' type; those of an image's places have no order of time. */
    public Tensor forward(Inputs inputs, Pass pass) {
        if (inputs instanceof ImageInputs images && parts.first() instanceof Stem stem) {
            return blocks(stem.forward(images, pass), block -> Places.of((Tensor) null), pass);
        } else if (inputs instanceof TokenInputs tokens && parts.first() instanceof Embeddings embeddings) {
            return forward(tokens, embeddings, pass);
        }
        throw new IllegalArgumentException(
                "the model does not take " + inputs.getClass().getSimpleName());
    }

    /** A cache remembers the tokens. */
    private Tensor forward(TokenInputs inputs, Embeddings embeddings, Pass pass) {
        if (inputs.cache() != null) {
            inputs.cache().extend(inputs);
        }
        Tensor x = embeddings.forward(inputs, pass);
        return blocks(x, sight.of(inputs, x, placement)::by, pass);
    }

    private Tensor blocks(Tensor first, IntFunction<Places> places, Pass pass) {
        if (pass.recomputation() != null) {
            return parts.last().apply(pass.recomputation().forward(first, parts.blocks(), places, pass));
        }
        Tensor x = first;
        for (int i = 0; i < sizes.blocks(); i++) {
            try (Scope block = Scope.open()) {
                x = block.keep(parts.blocks().get(i).forward(x, places.apply(i), pass));
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
