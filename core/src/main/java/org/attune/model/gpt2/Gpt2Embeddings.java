// SPDX-License-Identifier: Apache-2.0
package org.attune.model.gpt2;

import org.attune.model.Backbone;
import org.attune.model.Layers;
import org.attune.model.Sizes;
import org.attune.model.TokenInputs;
import org.attune.nn.Embedding;
import org.attune.nn.Pass;
import org.bytedeco.pytorch.Tensor;

/** Words and learnt positions, dropout. */
final class Gpt2Embeddings implements Backbone.Embeddings {

    private final Gpt2Config config;
    private final Embedding words;
    private final Embedding positions;

    Gpt2Embeddings(Gpt2Config config, Layers from) {
        this.config = config;
        Sizes sizes = config.sizes();
        words = from.embedding(Gpt2Config.NAMES.prefix() + ".wte", sizes.vocabulary(), sizes.width());
        positions = from.embedding(Gpt2Config.NAMES.prefix() + ".wpe", sizes.positions(), sizes.width());
    }

    @Override
    public Tensor forward(TokenInputs inputs, Pass pass) {
        Tensor embedded = words.forward(inputs.ids()).add(positions.forward(inputs.places(0)));
        return pass.dropout(embedded, config.dropout().embedding(), 0);
    }
}
