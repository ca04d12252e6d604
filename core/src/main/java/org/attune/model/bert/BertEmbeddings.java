// SPDX-License-Identifier: Apache-2.0
package org.attune.model.bert;

import org.attune.model.Backbone;
import org.attune.model.Layers;
import org.attune.model.Sizes;
import org.attune.model.TokenInputs;
import org.attune.nn.Embedding;
import org.attune.nn.LayerNorm;
import org.attune.nn.Pass;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The embeddings of BERT (Devlin et al. 2019) and RoBERTa (Liu et al. 2019), which differ in names and in where positions start:
 * words, positions and types, a norm, dropout.
 */
final class BertEmbeddings implements Backbone.Embeddings {

    private final BertConfig config;
    private final Embedding words;
    private final Embedding positions;
    private final Embedding types;
    private final LayerNorm norm;

    BertEmbeddings(BertConfig config, Layers from) {
        this.config = config;
        Sizes sizes = config.sizes();
        String name = config.names().embeddings();
        int places = sizes.positions() + config.firstPosition();
        words = from.embedding(name + "word_embeddings", sizes.vocabulary(), sizes.width(), config.padding());
        positions = from.embedding(name + "position_embeddings", places, sizes.width(), config.firstPosition() - 1);
        types = from.embedding(name + "token_type_embeddings", config.types(), sizes.width());
        norm = from.norm(name + "LayerNorm", sizes.width(), config.epsilon(), true);
    }

    @Override
    public Tensor forward(TokenInputs inputs, Pass pass) {
        Tensor place = inputs.places(config.firstPosition());
        Tensor x = words.forward(inputs.ids()).add(positions.forward(place));
        Tensor type =
                inputs.typeIds() == null || config.types() == 1 ? torch.zeros_like(inputs.ids()) : inputs.typeIds();
        return pass.dropout(
                norm.forward(x.add(types.forward(type))), config.dropout().hidden(), 0);
    }
}
