// SPDX-License-Identifier: Apache-2.0
package org.attune.model.bert;

import java.util.ArrayList;
import java.util.List;
import org.attune.model.Encoder;
import org.attune.model.Layers;
import org.attune.model.TokenInputs;
import org.attune.nn.Attention;
import org.attune.nn.Embedding;
import org.attune.nn.LayerNorm;
import org.attune.nn.Pass;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** BERT (Devlin et al. 2019) and RoBERTa (Liu et al. 2019), which differ in names and in where positions start. */
final class BertEncoder implements Encoder {

    private final BertConfig config;
    private final Embedding words;
    private final Embedding positions;
    private final Embedding types;
    private final LayerNorm norm;
    private final List<BertLayer> layers = new ArrayList<>();

    BertEncoder(BertConfig config, Layers from) {
        this.config = config;
        String name = config.prefix() + ".embeddings.";
        words = from.embedding(
                name + "word_embeddings",
                config.sizes().vocabulary(),
                config.sizes().width(),
                config.padding());
        positions = from.embedding(
                name + "position_embeddings",
                config.sizes().positions() + config.firstPosition(),
                config.sizes().width());
        types = from.embedding(
                name + "token_type_embeddings", config.types(), config.sizes().width());
        norm = from.norm(name + "LayerNorm", config.sizes().width(), config.epsilon(), true);
        for (int i = 0; i < config.sizes().blocks(); i++) {
            layers.add(new BertLayer(config, i, from));
        }
    }

    @Override
    public Tensor forward(TokenInputs inputs, Pass pass) {
        Tensor x = embed(inputs, pass); // [batch, time, width]
        Tensor mask = inputs.mask() == null ? null : hideKeys(inputs.mask());
        for (BertLayer layer : layers) {
            try (Scope block = Scope.open()) {
                x = block.keep(layer.forward(x, mask, pass));
            }
        }
        return x;
    }

    private Tensor embed(TokenInputs inputs, Pass pass) {
        Tensor place = places(inputs);
        Tensor x = words.forward(inputs.ids()).add(positions.forward(place));
        Tensor type =
                inputs.typeIds() == null || config.types() == 1 ? torch.zeros_like(inputs.ids()) : inputs.typeIds();
        return pass.dropout(
                norm.forward(x.add(types.forward(type))), config.dropout().hidden(), 0);
    }

    /** The same for each row. Padding gets positions too, which nobody sees: its keys are hidden. */
    private Tensor places(TokenInputs inputs) {
        long[] row = new long[Math.toIntExact(inputs.time())];
        for (int i = 0; i < row.length; i++) {
            row[i] = config.firstPosition() + (long) i;
        }
        return Tensors.of(row, 1, row.length)
                .to(inputs.ids().device(), inputs.ids().scalar_type());
    }

    /** Adds {@link Attention#HIDDEN} to the scores of padding keys: [batch, 1, 1, time]. */
    private static Tensor hideKeys(Tensor mask) {
        return mask.sub(Tensors.scalar(1))
                .mul(Tensors.scalar(-Attention.HIDDEN))
                .unsqueeze(1)
                .unsqueeze(1);
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
