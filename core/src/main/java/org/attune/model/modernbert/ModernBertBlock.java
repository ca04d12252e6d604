// SPDX-License-Identifier: Apache-2.0
package org.attune.model.modernbert;

import org.attune.model.Layers;
import org.attune.nn.Attention;
import org.attune.nn.LayerNorm;
import org.attune.nn.Linear;
import org.attune.nn.Pass;
import org.attune.nn.Places;
import org.attune.nn.QueryKeyValue;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** One block: norm, self-attention, residual; norm, gated feed-forward network, residual. The first has no first norm. */
final class ModernBertBlock {

    /** Sites of dropout: the embeddings have site 0, every block three. */
    private static final int SITES = 3;

    private final ModernBertConfig config;
    private final int site;
    private final @Nullable LayerNorm attentionNorm;
    private final Linear queryKeyValue;
    private final Linear attended;
    private final LayerNorm innerNorm;
    private final Linear wide;
    private final Linear narrow;

    ModernBertBlock(ModernBertConfig config, int index, Layers from) {
        this.config = config;
        this.site = 1 + SITES * index;
        String name = ModernBertConfig.PREFIX + ".layers." + index;
        int width = config.sizes().width();
        int inner = config.sizes().inner();
        ModernBertConfig.Biases biases = config.biases();
        attentionNorm = index == 0 ? null : from.norm(name + ".attn_norm", width, config.epsilon(), biases.norm());
        queryKeyValue = from.linear(name + ".attn.Wqkv", width, 3L * width, biases.attention());
        attended = from.linear(name + ".attn.Wo", width, width, biases.attention());
        innerNorm = from.norm(name + ".mlp_norm", width, config.epsilon(), biases.norm());
        wide = from.linear(name + ".mlp.Wi", width, 2L * inner, biases.inner());
        narrow = from.linear(name + ".mlp.Wo", inner, width, biases.inner());
    }

    /** x [batch, time, width] → the same shape. */
    Tensor forward(Tensor x, Places places, Pass pass) {
        Tensor y = x.add(attend(attentionNorm == null ? x : attentionNorm.forward(x), places, pass));
        return y.add(feed(innerNorm.forward(y), pass));
    }

    private Tensor attend(Tensor x, Places places, Pass pass) {
        double rate = config.dropout().attention();
        QueryKeyValue.Heads turned = QueryKeyValue.Heads.split(
                        queryKeyValue.forward(x, pass), config.sizes().heads())
                .turned(places.rotary());
        Tensor mixed = Attention.forward(turned, places.mask(), new Attention.Dropout(pass, rate, site));
        return pass.dropout(attended.forward(mixed, pass), rate, site + 1L);
    }

    private Tensor feed(Tensor x, Pass pass) {
        int inner = config.sizes().inner();
        Tensor both = wide.forward(x, pass); // [batch, time, 2·inner]
        Tensor gated = config.activation().apply(both.narrow(-1, 0, inner)).mul(both.narrow(-1, inner, inner));
        return narrow.forward(pass.dropout(gated, config.dropout().inner(), site + 2L), pass);
    }
}
