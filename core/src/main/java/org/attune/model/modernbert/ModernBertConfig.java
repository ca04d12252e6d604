// SPDX-License-Identifier: Apache-2.0
package org.attune.model.modernbert;

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
import org.attune.model.Windows;
import org.attune.nn.Activation;
import org.attune.nn.Embedding;
import org.attune.nn.LayerNorm;
import tools.jackson.databind.node.ObjectNode;

/**
 * What config.json says of a ModernBERT encoder.
 *
 * @param padding the id of the padding token, whose row starts as zero
 * @param window how far a local block sees to each side
 */
record ModernBertConfig(
        Sizes sizes,
        int padding,
        LayerKinds kinds,
        int window,
        Activation activation,
        double epsilon,
        Biases biases,
        Rates dropout,
        Classifier classifier,
        Spread spread)
        implements Blueprint {

    static final Names NAMES = new Names(
            "model",
            Set.of("embeddings", "layers", "final_norm"),
            "embeddings.tok_embeddings.weight",
            "embeddings.",
            "layers.");

    /** Which layers have biases. */
    record Biases(boolean norm, boolean attention, boolean inner) {}

    /** Dropout after embeddings, in attention, inside feed-forward networks, and before the last layer of a head. */
    record Rates(double embedding, double attention, double inner, double head) {}

    /** The head of config.json. */
    record Classifier(Pooling pooling, Activation activation, boolean bias) {}

    /** How fresh weights are drawn. */
    record Spread(double deviation, double cutoff) {}

    static ModernBertConfig read(ConfigFields fields) {
        Sizes sizes = fields.sizes(
                new ConfigFields.SizeKeys(
                        "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size"),
                0);
        if (sizes.width() / sizes.heads() % 2 != 0) {
            fields.wrong("num_attention_heads", "is " + sizes.heads(), "heads of an even width, for rotary positions");
        }
        Rates rates = new Rates(
                fields.rate("embedding_dropout", 0),
                fields.rate("attention_dropout", 0),
                fields.rate("mlp_dropout", 0),
                fields.rate("classifier_dropout", 0));
        return new ModernBertConfig(
                sizes,
                fields.count("pad_token_id", 0, sizes.vocabulary() - 1, Math.min(50_283, sizes.vocabulary() - 1)),
                LayerKinds.read(fields, sizes.blocks()),
                fields.count("local_attention", 2, 1 << 24, 128) / 2,
                fields.activation("hidden_activation", Activation.GELU),
                fields.number("norm_eps", 0, 1, 1e-5),
                new Biases(
                        fields.flag("norm_bias", false),
                        fields.flag("attention_bias", false),
                        fields.flag("mlp_bias", false)),
                rates,
                classifier(fields),
                new Spread(
                        fields.number("initializer_range", 0, 100, 0.02),
                        fields.number("initializer_cutoff_factor", 0.1, 100, 2)));
    }

    private static Classifier classifier(ConfigFields fields) {
        String pooling = fields.text("classifier_pooling", "cls");
        if (!pooling.equals("cls") && !pooling.equals("mean")) {
            fields.unsupported("classifier_pooling", pooling, "cls, mean");
        }
        return new Classifier(
                pooling.equals("mean") ? Pooling.MEAN : Pooling.CLS,
                fields.activation("classifier_activation", Activation.GELU),
                fields.flag("classifier_bias", false));
    }

    @Override
    public Names names() {
        return NAMES;
    }

    @Override
    public Initial initial() {
        return new ModernBertInitial(sizes, spread);
    }

    @Override
    public Backbone backbone(Layers from) {
        String name = NAMES.embeddings();
        Embedding words = from.embedding(name + "tok_embeddings", sizes.vocabulary(), sizes.width(), padding);
        LayerNorm norm = from.norm(name + "norm", sizes.width(), epsilon, biases.norm());
        List<ModernBertBlock> blocks = Backbone.blocks(sizes, i -> new ModernBertBlock(this, i, from));
        LayerNorm last = from.norm(NAMES.prefix() + ".final_norm", sizes.width(), epsilon, biases.norm());
        Backbone.Embeddings embeddings =
                (inputs, pass) -> pass.dropout(norm.forward(words.forward(inputs.ids())), dropout.embedding(), 0);
        Sight.Rotaries rotaries = kinds.rotaries(sizes.width() / sizes.heads());
        Sight sight = new Sight(false, new Windows(kinds.sliding(), window + 1), rotaries);
        return new Backbone(sizes, sight, new Backbone.Parts(embeddings, blocks, last::forward), from.placement());
    }

    @Override
    public Head head(HeadRequest request, Layers from) {
        return ModernBertHead.of(this, request, from);
    }

    @Override
    public void describe(HeadRequest request, ObjectNode config) {
        if (request.kind() == HeadRequest.Kind.SEQUENCE && request.pooling() != Pooling.AUTO) {
            config.put("classifier_pooling", request.pooling() == Pooling.MEAN ? "mean" : "cls");
        }
    }

    @Override
    public String className() {
        return "ModernBert";
    }

    @Override
    public boolean referenceHas(HeadRequest request) {
        return true;
    }

    @Override
    public Blueprint withDropout(double rate) {
        Rates rates = new Rates(rate, rate, rate, rate);
        return new ModernBertConfig(
                sizes, padding, kinds, window, activation, epsilon, biases, rates, classifier, spread);
    }
}
