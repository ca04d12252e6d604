// SPDX-License-Identifier: Apache-2.0
package org.attune.model.llama;

import java.util.ArrayList;
import java.util.List;
import org.attune.model.Encoder;
import org.attune.model.Layers;
import org.attune.model.Sizes;
import org.attune.model.TokenInputs;
import org.attune.nn.Embedding;
import org.attune.nn.Masks;
import org.attune.nn.Pass;
import org.attune.nn.Places;
import org.attune.nn.RmsNorm;
import org.attune.nn.Rotary;
import org.attune.tensor.Placement;
import org.attune.tensor.Scope;
import org.bytedeco.pytorch.Tensor;

/** LLaMA without its last layer: causal attention, rotary positions, norms before each part. */
final class LlamaDecoder implements Encoder {

    private final LlamaConfig config;
    private final Placement placement;
    private final Embedding words;
    private final List<LlamaBlock> blocks = new ArrayList<>();
    private final RmsNorm norm;

    LlamaDecoder(LlamaConfig config, Layers from) {
        this.config = config;
        placement = from.placement();
        Sizes sizes = config.sizes();
        String name = LlamaConfig.PREFIX;
        words = from.embedding(name + ".embed_tokens", sizes.vocabulary(), sizes.width(), config.padding());
        for (int i = 0; i < sizes.blocks(); i++) {
            blocks.add(new LlamaBlock(config, i, from));
        }
        norm = from.rmsNorm(name + ".norm", sizes.width(), 0, config.epsilon());
    }

    @Override
    public Tensor forward(TokenInputs inputs, Pass pass) {
        Tensor x = words.forward(inputs.ids()); // [batch, time, width]
        Rotary rotary = config.rotary().tables(inputs, placement);
        Tensor causal = Masks.both(Masks.padding(inputs.mask()), Masks.causal(inputs.time(), x));
        Places full = new Places(rotary, causal);
        Places sliding = new Places(rotary, Masks.both(causal, config.windows().mask(inputs.time(), x)));
        for (int i = 0; i < blocks.size(); i++) {
            try (Scope scope = Scope.open()) {
                x = scope.keep(blocks.get(i).forward(x, config.windows().slides(i) ? sliding : full, pass));
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
