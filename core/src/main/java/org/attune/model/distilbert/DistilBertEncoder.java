// SPDX-License-Identifier: Apache-2.0
package org.attune.model.distilbert;

import java.util.ArrayList;
import java.util.List;
import org.attune.model.Encoder;
import org.attune.model.Layers;
import org.attune.model.Sizes;
import org.attune.model.TokenInputs;
import org.attune.nn.Embedding;
import org.attune.nn.LayerNorm;
import org.attune.nn.Masks;
import org.attune.nn.Pass;
import org.attune.tensor.Scope;
import org.bytedeco.pytorch.Tensor;

/** DistilBERT: BERT without token types and pooler. */
final class DistilBertEncoder implements Encoder {

    private final DistilBertConfig config;
    private final Embedding words;
    private final Embedding positions;
    private final LayerNorm norm;
    private final List<DistilBertBlock> blocks = new ArrayList<>();

    DistilBertEncoder(DistilBertConfig config, Layers from) {
        this.config = config;
        Sizes sizes = config.sizes();
        String name = DistilBertConfig.PREFIX + ".embeddings.";
        words = from.embedding(name + "word_embeddings", sizes.vocabulary(), sizes.width(), config.padding());
        positions = from.embedding(name + "position_embeddings", sizes.positions(), sizes.width());
        norm = from.norm(name + "LayerNorm", sizes.width(), DistilBertConfig.EPSILON, true);
        for (int i = 0; i < sizes.blocks(); i++) {
            blocks.add(new DistilBertBlock(config, i, from));
        }
    }

    @Override
    public Tensor forward(TokenInputs inputs, Pass pass) {
        Tensor embedded = words.forward(inputs.ids()).add(positions.forward(inputs.places(0)));
        Tensor x = pass.dropout(norm.forward(embedded), config.dropout().hidden(), 0); // [batch, time, width]
        Tensor mask = Masks.padding(inputs.mask());
        for (DistilBertBlock block : blocks) {
            try (Scope scope = Scope.open()) {
                x = scope.keep(block.forward(x, mask, pass));
            }
        }
        return x;
    }

    @Override
    public int width() {
        return config.sizes().width();
    }

    @Override
    public int blocks() {
        return config.sizes().blocks();
    }

    @Override
    public int maxLength() {
        return config.sizes().positions();
    }
}
