// SPDX-License-Identifier: Apache-2.0
package org.attune.model.gpt2;

import org.attune.model.Layers;
import org.attune.nn.Block;
import org.attune.nn.LayerNorm;
import org.attune.nn.Linear;
import org.attune.nn.Pass;
import org.attune.nn.Places;
import org.attune.nn.QueryKeyValue;
import org.attune.nn.SelfAttention;
import org.bytedeco.pytorch.Tensor;

/** One block: norm, self-attention, residual; norm, feed-forward network, residual. */
final class Gpt2Block implements Block {

    /** Sites of dropout: the embeddings have site 0, every block three. */
    private static final int SITES = 3;

    private final Gpt2Config config;
    private final int site;
    private final LayerNorm attentionNorm;
    private final SelfAttention attention;
    private final LayerNorm innerNorm;
    private final Linear wide;
    private final Linear narrow;

    Gpt2Block(Gpt2Config config, int index, Layers from) {
        this.config = config;
        this.site = 1 + SITES * index;
        String name = Gpt2Config.NAMES.blocks() + index;
        int width = config.sizes().width();
        int inner = config.sizes().inner();
        attentionNorm = from.norm(name + ".ln_1", width, config.epsilon(), true);
        Linear all = from.transposedLinear(name + ".attn.c_attn", width, 3L * width);
        Linear attended = from.transposedLinear(name + ".attn.c_proj", width, width);
        QueryKeyValue queryKeyValue = QueryKeyValue.joint(all, config.sizes().heads());
        attention = new SelfAttention(queryKeyValue, attended, config.dropout().attention(), site);
        innerNorm = from.norm(name + ".ln_2", width, config.epsilon(), true);
        wide = from.transposedLinear(name + ".mlp.c_fc", width, inner);
        narrow = from.transposedLinear(name + ".mlp.c_proj", inner, width);
    }

    @Override
    public Tensor forward(Tensor x, Places places, Pass pass) {
        double rate = config.dropout().residual();
        Tensor y = x.add(pass.dropout(attention.forward(attentionNorm.forward(x), places, pass), rate, site + 1L));
        Tensor inner = config.activation().apply(wide.forward(innerNorm.forward(y), pass));
        return y.add(pass.dropout(narrow.forward(inner, pass), rate, site + 2L));
    }
}
