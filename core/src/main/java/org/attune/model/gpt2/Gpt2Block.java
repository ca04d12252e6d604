// SPDX-License-Identifier: Apache-2.0
package org.attune.model.gpt2;

import org.attune.model.Layers;
import org.attune.nn.Attention;
import org.attune.nn.LayerNorm;
import org.attune.nn.Linear;
import org.attune.nn.Pass;
import org.attune.nn.QueryKeyValue;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** One block: norm, self-attention, residual; norm, feed-forward network, residual. */
final class Gpt2Block {

    /** Sites of dropout: the embeddings have site 0, every block three. */
    private static final int SITES = 3;

    private final Gpt2Config config;
    private final int site;
    private final LayerNorm attentionNorm;
    private final Linear queryKeyValue;
    private final Linear attended;
    private final LayerNorm innerNorm;
    private final Linear wide;
    private final Linear narrow;

    Gpt2Block(Gpt2Config config, int index, Layers from) {
        this.config = config;
        this.site = 1 + SITES * index;
        String name = Gpt2Config.PREFIX + ".h." + index;
        int width = config.sizes().width();
        int inner = config.sizes().inner();
        attentionNorm = from.norm(name + ".ln_1", width, config.epsilon(), true);
        queryKeyValue = from.transposedLinear(name + ".attn.c_attn", width, 3L * width);
        attended = from.transposedLinear(name + ".attn.c_proj", width, width);
        innerNorm = from.norm(name + ".ln_2", width, config.epsilon(), true);
        wide = from.transposedLinear(name + ".mlp.c_fc", width, inner);
        narrow = from.transposedLinear(name + ".mlp.c_proj", inner, width);
    }

    /** x [batch, time, width] → the same shape. */
    Tensor forward(Tensor x, @Nullable Tensor mask, Pass pass) {
        double rate = config.dropout().residual();
        Tensor y = x.add(pass.dropout(attend(attentionNorm.forward(x), mask, pass), rate, site + 1L));
        Tensor inner = config.activation().apply(wide.forward(innerNorm.forward(y), pass));
        return y.add(pass.dropout(narrow.forward(inner, pass), rate, site + 2L));
    }

    private Tensor attend(Tensor x, @Nullable Tensor mask, Pass pass) {
        QueryKeyValue.Heads heads = QueryKeyValue.Heads.split(
                queryKeyValue.forward(x, pass), config.sizes().heads());
        Attention.Dropout dropout = new Attention.Dropout(pass, config.dropout().attention(), site);
        return attended.forward(Attention.forward(heads, mask, dropout), pass);
    }
}
