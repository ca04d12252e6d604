// SPDX-License-Identifier: Apache-2.0
package org.attune.model.modernbert;

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
import org.attune.nn.Places;
import org.attune.nn.Rotary;
import org.attune.tensor.Placement;
import org.attune.tensor.Scope;
import org.bytedeco.pytorch.Tensor;

/** ModernBERT: rotary positions, blocks that see everything among blocks that see a window, norms before each part. */
final class ModernBertEncoder implements Encoder {

    private final ModernBertConfig config;
    private final Placement placement;
    private final Embedding words;
    private final LayerNorm norm;
    private final List<ModernBertBlock> blocks = new ArrayList<>();
    private final LayerNorm finalNorm;

    ModernBertEncoder(ModernBertConfig config, Layers from) {
        this.config = config;
        placement = from.placement();
        Sizes sizes = config.sizes();
        boolean bias = config.biases().norm();
        String name = ModernBertConfig.PREFIX;
        words = from.embedding(
                name + ".embeddings.tok_embeddings", sizes.vocabulary(), sizes.width(), config.padding());
        norm = from.norm(name + ".embeddings.norm", sizes.width(), config.epsilon(), bias);
        for (int i = 0; i < sizes.blocks(); i++) {
            blocks.add(new ModernBertBlock(config, i, from));
        }
        finalNorm = from.norm(name + ".final_norm", sizes.width(), config.epsilon(), bias);
    }

    @Override
    public Tensor forward(TokenInputs inputs, Pass pass) {
        Tensor embedded = norm.forward(words.forward(inputs.ids()));
        Tensor x = pass.dropout(embedded, config.dropout().embedding(), 0); // [batch, time, width]
        int time = Math.toIntExact(inputs.time());
        int dim = config.sizes().width() / config.sizes().heads();
        Tensor padding = Masks.padding(inputs.mask());
        var global = new Places(Rotary.of(time, dim, config.kinds().globalTheta(), placement), padding);
        var local = new Places(
                Rotary.of(time, dim, config.kinds().localTheta(), placement),
                Masks.both(padding, Masks.window(time, config.window(), x)));
        for (int i = 0; i < blocks.size(); i++) {
            try (Scope scope = Scope.open()) {
                x = scope.keep(blocks.get(i).forward(x, config.kinds().sliding().get(i) ? local : global, pass));
            }
        }
        return finalNorm.forward(x);
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
