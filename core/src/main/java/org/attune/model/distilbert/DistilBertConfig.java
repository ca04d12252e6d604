// SPDX-License-Identifier: Apache-2.0
package org.attune.model.distilbert;

import java.util.List;
import java.util.Set;
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

/**
 * What config.json says of a DistilBERT encoder.
 *
 * @param padding the id of the padding token, whose row starts as zero
 */
record DistilBertConfig(Sizes sizes, int padding, Activation activation, Rates dropout, double deviation)
        implements Blueprint {

    static final Names NAMES = new Names(
            "distilbert",
            Set.of("embeddings", "transformer"),
            "embeddings.word_embeddings.weight",
            "embeddings.",
            "transformer.layer.");

    /** The reference fixes it. */
    static final double EPSILON = 1e-12;

    /** Dropout after hidden layers, on attention shares, and before the last layer of a sequence's head. */
    record Rates(double hidden, double attention, double head) {}

    static DistilBertConfig read(ConfigFields fields) {
        fields.only("sinusoidal_pos_embds", false);
        fields.without("pruned_heads");
        Sizes sizes = fields.sizes(new ConfigFields.SizeKeys("dim", "n_layers", "n_heads", "hidden_dim"), 0);
        return new DistilBertConfig(
                sizes,
                fields.count("pad_token_id", 0, sizes.vocabulary() - 1, 0),
                fields.activation("activation", Activation.GELU),
                new Rates(
                        fields.rate("dropout", 0.1),
                        fields.rate("attention_dropout", 0.1),
                        fields.rate("seq_classif_dropout", 0.2)),
                fields.number("initializer_range", 0, 100, 0.02));
    }

    @Override
    public Names names() {
        return NAMES;
    }

    @Override
    public Initial initial() {
        return name -> deviation;
    }

    @Override
    public Backbone backbone(Layers from) {
        DistilBertEmbeddings embeddings = new DistilBertEmbeddings(this, from);
        List<DistilBertBlock> blocks = Backbone.blocks(sizes, i -> new DistilBertBlock(this, i, from));
        Backbone.Parts parts = new Backbone.Parts(embeddings, blocks, x -> x);
        return new Backbone(sizes, Sight.everything(), parts, from.placement());
    }

    @Override
    public Head head(HeadRequest request, Layers from) {
        int width = sizes.width();
        if (request.kind() == HeadRequest.Kind.TOKENS) {
            return Head.linear(Head.Pooling.EACH, dropout.hidden(), from, width, request.outputs());
        } else if (request.pooling() == Pooling.MEAN) {
            return Head.linear(Head.Pooling.MEAN, dropout.hidden(), from, width, request.outputs());
        }
        return new Head(
                Head.Pooling.CLS,
                List.of(
                        new Head.Dense(from.wideLinear("pre_classifier", width, width, true)),
                        new Head.Activate(Activation.RELU),
                        new Head.Dropout(dropout.head()),
                        new Head.Dense(from.wideLinear("classifier", width, request.outputs(), true))));
    }

    @Override
    public String className() {
        return "DistilBert";
    }

    @Override
    public boolean referenceHas(HeadRequest request) {
        return request.kind() == HeadRequest.Kind.TOKENS || request.pooling() != Pooling.MEAN;
    }

    @Override
    public Blueprint withDropout(double rate) {
        return new DistilBertConfig(sizes, padding, activation, new Rates(rate, rate, rate), deviation);
    }
}
