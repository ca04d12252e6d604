// SPDX-License-Identifier: Apache-2.0
package org.attune.model.bert;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.attune.config.ModelConfig.Pooling;
import org.attune.model.Blueprint;
import org.attune.model.ConfigFields;
import org.attune.model.Depth;
import org.attune.model.Encoder;
import org.attune.model.Head;
import org.attune.model.HeadRequest;
import org.attune.model.Initial;
import org.attune.model.Layers;
import org.attune.model.Sizes;
import org.attune.nn.Activation;

/**
 * What config.json says of a BERT-type encoder.
 *
 * @param prefix the name of the encoder in its checkpoint: {@code bert} or {@code roberta}
 * @param padding the id of the padding token, whose row starts as zero
 * @param firstPosition the number of the first token's position: 0, or padding id + 1 for RoBERTa
 */
record BertConfig(
        String prefix,
        Sizes sizes,
        int padding,
        int firstPosition,
        int types,
        Activation activation,
        double epsilon,
        Rates dropout,
        double deviation)
        implements Blueprint {

    /** Dropout after hidden layers, on attention shares, and before the last layer of a head. */
    record Rates(double hidden, double attention, double head) {}

    static BertConfig read(ConfigFields fields, String prefix, int firstPosition) {
        fields.only("position_embedding_type", "absolute");
        fields.only("is_decoder", false);
        fields.only("add_cross_attention", false);
        fields.only("is_encoder_decoder", false);
        fields.without("pruned_heads");
        fields.without("embedding_size");
        int positions = fields.count("max_position_embeddings", firstPosition + 2, 1 << 20);
        Sizes sizes = fields.sizes(
                "hidden_size",
                "num_hidden_layers",
                "num_attention_heads",
                "intermediate_size",
                positions - firstPosition);
        double hidden = fields.rate("hidden_dropout_prob", 0.1);
        return new BertConfig(
                prefix,
                sizes,
                fields.count("pad_token_id", 0, sizes.vocabulary() - 1, 0),
                firstPosition,
                fields.count("type_vocab_size", 1, 1 << 16, firstPosition == 0 ? 2 : 1),
                fields.activation("hidden_act", Activation.GELU),
                fields.number("layer_norm_eps", 0, 1, firstPosition == 0 ? 1e-12 : 1e-5),
                new Rates(
                        hidden,
                        fields.rate("attention_probs_dropout_prob", 0.1),
                        fields.optionalRate("classifier_dropout").orElse(hidden)),
                fields.number("initializer_range", 0, 100, 0.02));
    }

    @Override
    public String words() {
        return prefix + ".embeddings.word_embeddings.weight";
    }

    @Override
    public int depthOf(String parameter) {
        return Depth.of(parameter, prefix + ".embeddings.", prefix + ".encoder.layer.", sizes.blocks());
    }

    @Override
    public Initial initial() {
        return name -> deviation;
    }

    @Override
    public Set<String> children() {
        return Set.of("embeddings", "encoder", "pooler");
    }

    @Override
    public Encoder encoder(Layers from) {
        return new BertEncoder(this, from);
    }

    @Override
    public Head head(HeadRequest request, Layers from) {
        if (request.kind() == HeadRequest.Kind.TOKENS) {
            return Head.linear(Head.Pooling.EACH, dropout.head(), from, sizes.width(), request.outputs());
        } else if (request.pooling() == Pooling.MEAN) {
            return Head.linear(Head.Pooling.MEAN, dropout.hidden(), from, sizes.width(), request.outputs());
        }
        List<Head.Stage> stages = new ArrayList<>();
        stages.add(new Head.Dense(from.wideLinear(prefix + ".pooler.dense", sizes.width(), sizes.width(), true)));
        stages.add(new Head.Activate(Activation.TANH));
        stages.add(new Head.Dropout(dropout.head()));
        stages.add(new Head.Dense(from.wideLinear("classifier", sizes.width(), request.outputs(), true)));
        return new Head(Head.Pooling.CLS, stages);
    }

    @Override
    public String className() {
        return "Bert";
    }

    @Override
    public boolean referenceHas(HeadRequest request) {
        return request.kind() == HeadRequest.Kind.TOKENS || request.pooling() != Pooling.MEAN;
    }

    @Override
    public Blueprint withDropout(double rate) {
        Rates rates = new Rates(rate, rate, rate);
        return new BertConfig(prefix, sizes, padding, firstPosition, types, activation, epsilon, rates, deviation);
    }
}
