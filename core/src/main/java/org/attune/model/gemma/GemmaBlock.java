// SPDX-License-Identifier: Apache-2.0
package org.attune.model.gemma;

import org.attune.model.GroupedHeads;
import org.attune.model.Layers;
import org.attune.model.Names;
import org.attune.nn.Block;
import org.attune.nn.GatedFeedForward;
import org.attune.nn.Pass;
import org.attune.nn.Places;
import org.attune.nn.QueryKeyValue;
import org.attune.nn.RmsNorm;
import org.attune.nn.SelfAttention;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** One block: self-attention and a gated feed-forward network, each between norms (Gemma 1: after one) and with a residual. */
final class GemmaBlock implements Block {

    private final RmsNorm attentionNorm;
    private final SelfAttention attention;
    private final @Nullable RmsNorm attendedNorm;
    private final RmsNorm innerNorm;
    private final GatedFeedForward inner;
    private final @Nullable RmsNorm outputNorm;

    GemmaBlock(GemmaConfig config, int index, Layers from) {
        String name = Names.DECODER.blocks() + index;
        boolean after = config.family().normsAfterParts();
        String before = after ? ".pre_feedforward_layernorm" : ".post_attention_layernorm";
        attentionNorm = norm(config, name + ".input_layernorm", from);
        attention = attention(config, name + ".self_attn", index, from);
        attendedNorm = after ? norm(config, name + ".post_attention_layernorm", from) : null;
        innerNorm = norm(config, name + before, from);
        inner = from.gated(name + ".mlp", config.sizes(), false, config.activation());
        outputNorm = after ? norm(config, name + ".post_feedforward_layernorm", from) : null;
    }

    private static RmsNorm norm(GemmaConfig config, String name, Layers from) {
        return from.rmsNorm(name, config.sizes().width(), 1, config.epsilon());
    }

    private static SelfAttention attention(GemmaConfig config, String name, int index, Layers from) {
        GroupedHeads heads = config.heads();
        long width = config.sizes().width();
        QueryKeyValue plain = heads.layers(name, width, config.attentionBias(), from);
        QueryKeyValue queryKeyValue =
                config.family().normsQueriesAndKeys() ? heads.normed(plain, name, 1, config.epsilon(), from) : plain;
        return new SelfAttention(
                queryKeyValue,
                heads.output(name, width, config.attentionBias(), from),
                config.scores(),
                config.dropout().attention(),
                index);
    }

    @Override
    public Tensor forward(Tensor x, Places places, Pass pass) {
        Tensor attended = attention.forward(attentionNorm.forward(x), places, pass);
        Tensor y = x.add(attendedNorm == null ? attended : attendedNorm.forward(attended));
        Tensor fed = inner.forward(innerNorm.forward(y), pass);
        return y.add(outputNorm == null ? fed : outputNorm.forward(fed));
    }
}
