// SPDX-License-Identifier: Apache-2.0
package org.attune.model.gpt2;

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

/** GPT-2 without its last layer: causal attention, learnt positions, norms before each part. */
final class Gpt2Decoder implements Encoder {

    private final Gpt2Config config;
    private final Embedding words;
    private final Embedding positions;
    private final List<Gpt2Block> blocks = new ArrayList<>();
    private final LayerNorm norm;

    Gpt2Decoder(Gpt2Config config, Layers from) {
        this.config = config;
        Sizes sizes = config.sizes();
        String name = Gpt2Config.PREFIX;
        words = from.embedding(name + ".wte", sizes.vocabulary(), sizes.width());
        positions = from.embedding(name + ".wpe", sizes.positions(), sizes.width());
        for (int i = 0; i < sizes.blocks(); i++) {
            blocks.add(new Gpt2Block(config, i, from));
        }
        norm = from.norm(name + ".ln_f", sizes.width(), config.epsilon(), true);
    }

    @Override
    public Tensor forward(TokenInputs inputs, Pass pass) {
        Tensor embedded = words.forward(inputs.ids()).add(positions.forward(inputs.places(0)));
        Tensor x = pass.dropout(embedded, config.dropout().embedding(), 0); // [batch, time, width]
        Tensor mask = Masks.both(Masks.padding(inputs.mask()), Masks.causal(inputs.time(), x));
        for (Gpt2Block block : blocks) {
            try (Scope scope = Scope.open()) {
                x = scope.keep(block.forward(x, mask, pass));
            }
        }
        return norm.forward(x);
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
