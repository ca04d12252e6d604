// SPDX-License-Identifier: Apache-2.0
package org.attune.model.bert;

import java.util.List;
import org.attune.config.ModelConfig.Pooling;
import org.attune.model.Backbone;
import org.attune.model.Blueprint;
import org.attune.model.ConfigFields;
import org.attune.model.Head;
import org.attune.model.HeadRequest;
import org.attune.model.Initial;
import org.attune.model.Layers;
import org.attune.model.Names;
import org.attune.model.Sight;
import org.attune.model.Sizes;
import org.attune.nn.Activation;
import org.attune.nn.Linear;

/**
 * What config.json says of a BERT-type encoder.
 *
 * @param padding the id of the padding token, whose row starts as zero
 * @param types token types; 1: whatever a tokenizer says, there is one
 */
record BertConfig(
        BertFamily family,
        Sizes sizes,
        int padding,
        int types,
        Activation activation,
        double epsilon,
        Rates dropout,
        double deviation)
        implements Blueprint {

    /** Dropout after hidden layers, on attention shares, and before the last layer of a head. */
    record Rates(double hidden, double attention, double head) {}

    static BertConfig read(ConfigFields fields, BertFamily family) {
        fields.only("position_embedding_type", "absolute");
        fields.only("is_decoder", false);
        fields.only("add_cross_attention", false);
        fields.only("is_encoder_decoder", false);
        fields.without("pruned_heads");
        int padding = fields.count("pad_token_id", 0, 1 << 24, family.padding());
        int first = family.firstPosition(padding);
        Sizes sizes = fields.sizes(
                new ConfigFields.SizeKeys(
                        "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size"),
                first);
        if (padding >= sizes.vocabulary()) {
            fields.wrong("pad_token_id", "is " + padding, "below vocab_size, which is " + sizes.vocabulary());
        }
        double hidden = fields.rate("hidden_dropout_prob", 0.1);
        Rates rates = new Rates(
                hidden,
                fields.rate("attention_probs_dropout_prob", 0.1),
                fields.optionalRate("classifier_dropout").orElse(hidden));
        return new BertConfig(
                family,
                sizes,
                padding,
                fields.count("type_vocab_size", 1, 1 << 16, family.types()),
                fields.activation("hidden_act", Activation.GELU),
                fields.number("layer_norm_eps", 0, 1, family.epsilon()),
                rates,
                fields.number("initializer_range", 0, 100, 0.02));
    }

    /** The number of the first token's position. */
    int firstPosition() {
        return family.firstPosition(padding);
    }

    @Override
    public Names names() {
        return family.names();
    }

    @Override
    public Initial initial() {
        return name -> deviation;
    }

    @Override
    public Backbone backbone(Layers from) {
        BertEmbeddings embeddings = new BertEmbeddings(this, from);
        List<BertLayer> layers = Backbone.blocks(sizes, i -> new BertLayer(this, i, from));
        Backbone.Parts parts = new Backbone.Parts(embeddings, layers, x -> x);
        return new Backbone(sizes, Sight.everything(), parts, from.placement());
    }

    @Override
    public Head head(HeadRequest request, Layers from) {
        if (request.kind() == HeadRequest.Kind.TOKENS) {
            return Head.linear(Head.Pooling.EACH, dropout.head(), from, sizes.width(), request.outputs());
        } else if (request.pooling() == Pooling.MEAN) {
            return Head.linear(Head.Pooling.MEAN, dropout.hidden(), from, sizes.width(), request.outputs());
        }
        return family.hasPooler() ? BertHeads.bert(this, request, from) : BertHeads.roberta(this, request, from);
    }

    @Override
    public void rest(Layers from) {
        Linear pooler = from.linear(names().prefix() + ".pooler.dense", sizes.width(), sizes.width());
        assert pooler != null;
    }

    @Override
    public String className() {
        return family.className();
    }

    @Override
    public boolean referenceHas(HeadRequest request) {
        return request.kind() == HeadRequest.Kind.TOKENS || request.pooling() != Pooling.MEAN;
    }

    @Override
    public Blueprint withDropout(double rate) {
        Rates rates = new Rates(rate, rate, rate);
        return new BertConfig(family, sizes, padding, types, activation, epsilon, rates, deviation);
    }
}
