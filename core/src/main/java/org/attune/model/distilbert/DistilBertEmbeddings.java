// SPDX-License-Identifier: Apache-2.0
package org.attune.model.distilbert;

import org.attune.model.Backbone;
import org.attune.model.Layers;
import org.attune.model.Sizes;
import org.attune.model.TokenInputs;
import org.attune.nn.Embedding;
import org.attune.nn.LayerNorm;
import org.attune.nn.Pass;
import org.bytedeco.pytorch.Tensor;

/** Words and positions, a norm, dropout: BERT's without token types. */
final class DistilBertEmbeddings implements Backbone.Embeddings {

    private final DistilBertConfig config;
    private final Embedding words;
    private final Embedding positions;
    private final LayerNorm norm;

    DistilBertEmbeddings(DistilBertConfig config, Layers from) {
        this.config = config;
        Sizes sizes = config.sizes();
        String name = config.names().embeddings();
        words = from.embedding(name + "word_embeddings", sizes.vocabulary(), sizes.width(), config.padding());
        positions = from.embedding(name + "position_embeddings", sizes.positions(), sizes.width());
        norm = from.norm(name + "LayerNorm", sizes.width(), DistilBertConfig.EPSILON, true);
    }

    @Override
    public Tensor forward(TokenInputs inputs, Pass pass) {
        Tensor embedded = words.forward(inputs.ids()).add(positions.forward(inputs.places(0)));
        return pass.dropout(norm.forward(embedded), config.dropout().hidden(), 0);
    }
}
