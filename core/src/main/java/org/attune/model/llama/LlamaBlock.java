// SPDX-License-Identifier: Apache-2.0
package org.attune.model.llama;

import org.attune.model.GroupedHeads;
import org.attune.model.Layers;
import org.attune.model.Names;
import org.attune.nn.Attention;
import org.attune.nn.Block;
import org.attune.nn.GatedFeedForward;
import org.attune.nn.Pass;
import org.attune.nn.Places;
import org.attune.nn.QueryKeyValue;
import org.attune.nn.RmsNorm;
import org.attune.nn.SelfAttention;
import org.bytedeco.pytorch.Tensor;

/** One block: norm, self-attention, residual; norm, gated feed-forward network, residual. */
final class LlamaBlock implements Block {

    private final RmsNorm attentionNorm;
    private final SelfAttention attention;
    private final RmsNorm innerNorm;
    private final GatedFeedForward inner;

    LlamaBlock(LlamaConfig config, int index, Layers from) {
        String name = Names.DECODER.blocks() + index;
        attentionNorm = norm(config, name + ".input_layernorm", from);
        attention = attention(config, name + ".self_attn", index, from);
        innerNorm = norm(config, name + ".post_attention_layernorm", from);
        inner = from.gated(name + ".mlp", config.sizes(), config.biases().inner(), config.activation());
    }

    private static RmsNorm norm(LlamaConfig config, String name, Layers from) {
        return from.rmsNorm(name, config.sizes().width(), 0, config.epsilon());
    }

    private static SelfAttention attention(LlamaConfig config, String name, int index, Layers from) {
        GroupedHeads heads = config.heads();
        long width = config.sizes().width();
        QueryKeyValue plain = heads.layers(name, width, config.biases().queryKeyValue(), from);
        QueryKeyValue queryKeyValue =
                config.family().normsQueriesAndKeys() ? heads.normed(plain, name, 0, config.epsilon(), from) : plain;
        return new SelfAttention(
                queryKeyValue,
                heads.output(name, width, config.biases().output(), from),
                Attention.Scores.of(heads.dim()),
                config.dropout().attention(),
                index);
    }

    @Override
    public Tensor forward(Tensor x, Places places, Pass pass) {
        Tensor y = x.add(attention.forward(attentionNorm.forward(x), places, pass));
        return y.add(inner.forward(innerNorm.forward(y), pass));
    }
}
