// SPDX-License-Identifier: Apache-2.0
package org.attune.model.modernbert;

import org.attune.model.Layers;
import org.attune.nn.Block;
import org.attune.nn.LayerNorm;
import org.attune.nn.Linear;
import org.attune.nn.Pass;
import org.attune.nn.Places;
import org.attune.nn.QueryKeyValue;
import org.attune.nn.SelfAttention;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** One block: norm, self-attention, residual; norm, gated feed-forward network, residual. The first has no first norm. */
final class ModernBertBlock implements Block {

    /** Sites of dropout: the embeddings have site 0, every block three. */
    private static final int SITES = 3;

    private final ModernBertConfig config;
    private final int site;
    private final @Nullable LayerNorm attentionNorm;
    private final SelfAttention attention;
    private final LayerNorm innerNorm;
    private final Linear wide;
    private final Linear narrow;

    ModernBertBlock(ModernBertConfig config, int index, Layers from) {
        this.config = config;
        this.site = 1 + SITES * index;
        String name = ModernBertConfig.NAMES.blocks() + index;
        int width = config.sizes().width();
        int inner = config.sizes().inner();
        ModernBertConfig.Biases biases = config.biases();
        attentionNorm = index == 0 ? null : from.norm(name + ".attn_norm", width, config.epsilon(), biases.norm());
        Linear all = from.linear(name + ".attn.Wqkv", width, 3L * width, biases.attention());
        Linear attended = from.linear(name + ".attn.Wo", width, width, biases.attention());
        QueryKeyValue queryKeyValue = QueryKeyValue.joint(all, config.sizes().heads());
        attention = new SelfAttention(queryKeyValue, attended, config.dropout().attention(), site);
        innerNorm = from.norm(name + ".mlp_norm", width, config.epsilon(), biases.norm());
        wide = from.linear(name + ".mlp.Wi", width, 2L * inner, biases.inner());
        narrow = from.linear(name + ".mlp.Wo", inner, width, biases.inner());
    }

    @Override
    public Tensor forward(Tensor x, Places places, Pass pass) {
        Tensor attended = attention.forward(attentionNorm == null ? x : attentionNorm.forward(x), places, pass);
        Tensor y = x.add(pass.dropout(attended, config.dropout().attention(), site + 1L));
        return y.add(feed(innerNorm.forward(y), pass));
    }

    private Tensor feed(Tensor x, Pass pass) {
        int inner = config.sizes().inner();
        Tensor both = wide.forward(x, pass); // [batch, time, 2·inner]
        Tensor gated = config.activation().apply(both.narrow(-1, 0, inner)).mul(both.narrow(-1, inner, inner));
        return narrow.forward(pass.dropout(gated, config.dropout().inner(), site + 2L), pass);
    }
}
