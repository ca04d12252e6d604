// SPDX-License-Identifier: Apache-2.0
package org.attune.model.distilbert;

import org.attune.model.Layers;
import org.attune.nn.Block;
import org.attune.nn.LayerNorm;
import org.attune.nn.Linear;
import org.attune.nn.Pass;
import org.attune.nn.Places;
import org.attune.nn.QueryKeyValue;
import org.attune.nn.SelfAttention;
import org.bytedeco.pytorch.Tensor;

/** One block: self-attention, residual and norm (no dropout between), a feed-forward network, dropout, residual and norm. */
final class DistilBertBlock implements Block {

    /** Sites of dropout: the embeddings have site 0, every block two. */
    private static final int SITES = 2;

    private final DistilBertConfig config;
    private final int site;
    private final SelfAttention attention;
    private final LayerNorm attendedNorm;
    private final Linear wide;
    private final Linear narrow;
    private final LayerNorm outputNorm;

    DistilBertBlock(DistilBertConfig config, int index, Layers from) {
        this.config = config;
        this.site = 1 + SITES * index;
        String name = DistilBertConfig.NAMES.blocks() + index;
        int width = config.sizes().width();
        int inner = config.sizes().inner();
        QueryKeyValue queryKeyValue = new QueryKeyValue(
                from.linear(name + ".attention.q_lin", width, width),
                from.linear(name + ".attention.k_lin", width, width),
                from.linear(name + ".attention.v_lin", width, width),
                config.sizes().heads());
        Linear attended = from.linear(name + ".attention.out_lin", width, width);
        attention = new SelfAttention(queryKeyValue, attended, config.dropout().attention(), site);
        attendedNorm = from.norm(name + ".sa_layer_norm", width, DistilBertConfig.EPSILON, true);
        wide = from.linear(name + ".ffn.lin1", width, inner);
        narrow = from.linear(name + ".ffn.lin2", inner, width);
        outputNorm = from.norm(name + ".output_layer_norm", width, DistilBertConfig.EPSILON, true);
    }

    @Override
    public Tensor forward(Tensor x, Places places, Pass pass) {
        Tensor y = attendedNorm.forward(x.add(attention.forward(x, places, pass)));
        Tensor inner = config.activation().apply(wide.forward(y, pass));
        return outputNorm.forward(
                y.add(pass.dropout(narrow.forward(inner, pass), config.dropout().hidden(), site + 1L)));
    }
}
