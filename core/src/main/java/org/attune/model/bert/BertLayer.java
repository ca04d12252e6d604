// SPDX-License-Identifier: Apache-2.0
package org.attune.model.bert;

import org.attune.model.Layers;
import org.attune.nn.Block;
import org.attune.nn.LayerNorm;
import org.attune.nn.Linear;
import org.attune.nn.Pass;
import org.attune.nn.Places;
import org.attune.nn.QueryKeyValue;
import org.attune.nn.SelfAttention;
import org.bytedeco.pytorch.Tensor;

/** One block: self-attention and a feed-forward network, each followed by dropout, residual and norm. */
final class BertLayer implements Block {

    /** Sites of dropout: the embeddings have site 0, every block four. */
    private static final int SITES = 4;

    private final BertConfig config;
    private final int site;
    private final SelfAttention attention;
    private final LayerNorm attendedNorm;
    private final Linear wide;
    private final Linear narrow;
    private final LayerNorm outputNorm;

    BertLayer(BertConfig config, int index, Layers from) {
        this.config = config;
        this.site = 1 + SITES * index;
        String name = config.names().blocks() + index;
        int width = config.sizes().width();
        QueryKeyValue queryKeyValue = new QueryKeyValue(
                from.linear(name + ".attention.self.query", width, width),
                from.linear(name + ".attention.self.key", width, width),
                from.linear(name + ".attention.self.value", width, width),
                config.sizes().heads());
        Linear attended = from.linear(name + ".attention.output.dense", width, width);
        attention = new SelfAttention(queryKeyValue, attended, config.dropout().attention(), site);
        attendedNorm = from.norm(name + ".attention.output.LayerNorm", width, config.epsilon(), true);
        wide = from.linear(name + ".intermediate.dense", width, config.sizes().inner());
        narrow = from.linear(name + ".output.dense", config.sizes().inner(), width);
        outputNorm = from.norm(name + ".output.LayerNorm", width, config.epsilon(), true);
    }

    @Override
    public Tensor forward(Tensor x, Places places, Pass pass) {
        Tensor a = pass.dropout(
                attention.forward(x, places, pass), config.dropout().hidden(), site + 1L);
        Tensor y = attendedNorm.forward(x.add(a));
        Tensor inner = config.activation().apply(wide.forward(y, pass));
        Tensor b = pass.dropout(narrow.forward(inner, pass), config.dropout().hidden(), site + 2L);
        return outputNorm.forward(y.add(b));
    }
}
