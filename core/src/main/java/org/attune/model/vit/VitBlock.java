// SPDX-License-Identifier: Apache-2.0
package org.attune.model.vit;

import org.attune.model.Layers;
import org.attune.nn.Block;
import org.attune.nn.LayerNorm;
import org.attune.nn.Linear;
import org.attune.nn.Pass;
import org.attune.nn.Places;
import org.attune.nn.QueryKeyValue;
import org.attune.nn.SelfAttention;
import org.bytedeco.pytorch.Tensor;

/** One block: a norm before self-attention and one before the feed-forward network, each followed by dropout and residual. */
final class VitBlock implements Block {

    /** Sites of dropout: the embeddings have site 0, every block four. */
    private static final int SITES = 4;

    private final VitConfig config;
    private final int site;
    private final LayerNorm before;
    private final SelfAttention attention;
    private final LayerNorm between;
    private final Linear wide;
    private final Linear narrow;

    VitBlock(VitConfig config, int index, Layers from) {
        this.config = config;
        this.site = 1 + SITES * index;
        String name = config.names().blocks() + index;
        int width = config.sizes().width();
        QueryKeyValue queryKeyValue = new QueryKeyValue(
                from.linear(name + ".attention.attention.query", width, width, config.biased()),
                from.linear(name + ".attention.attention.key", width, width, config.biased()),
                from.linear(name + ".attention.attention.value", width, width, config.biased()),
                config.sizes().heads());
        Linear attended = from.linear(name + ".attention.output.dense", width, width);
        attention = new SelfAttention(queryKeyValue, attended, config.dropout().attention(), site);
        before = from.norm(name + ".layernorm_before", width, config.epsilon(), true);
        between = from.norm(name + ".layernorm_after", width, config.epsilon(), true);
        wide = from.linear(name + ".intermediate.dense", width, config.sizes().inner());
        narrow = from.linear(name + ".output.dense", config.sizes().inner(), width);
    }

    @Override
    public Tensor forward(Tensor x, Places places, Pass pass) {
        double rate = config.dropout().hidden();
        Tensor y = x.add(pass.dropout(attention.forward(before.forward(x), places, pass), rate, site + 1L));
        Tensor inner = config.activation().apply(wide.forward(between.forward(y), pass));
        return y.add(pass.dropout(narrow.forward(inner, pass), rate, site + 2L));
    }
}
