// SPDX-License-Identifier: Apache-2.0
package org.attune.model.llama;

import java.util.List;
import org.attune.model.Backbone;
import org.attune.model.Blueprint;
import org.attune.model.CausalHeads;
import org.attune.model.ConfigFields;
import org.attune.model.GroupedHeads;
import org.attune.model.Head;
import org.attune.model.HeadRequest;
import org.attune.model.Initial;
import org.attune.model.Layers;
import org.attune.model.Names;
import org.attune.model.RotarySettings;
import org.attune.model.Sight;
import org.attune.model.Sizes;
import org.attune.model.Windows;
import org.attune.nn.Activation;
import org.attune.nn.Embedding;
import org.attune.nn.RmsNorm;
import org.attune.nn.SoftCap;

/**
 * What config.json says of a LLaMA-type decoder.
 *
 * @param padding the id of the padding token, whose row starts as zero; -1 for none
 * @param tied whether the table of words is also the last layer of the language model
 */
record LlamaConfig(
        LlamaFamily family,
        Sizes sizes,
        GroupedHeads heads,
        RotarySettings rotary,
        Windows windows,
        Activation activation,
        double epsilon,
        Biases biases,
        int padding,
        boolean tied,
        Rates dropout,
        double deviation)
        implements Blueprint {

    /** Which layers have biases: queries, keys and values; what follows attention; the feed-forward network. */
    record Biases(boolean queryKeyValue, boolean output, boolean inner) {}

    /** Dropout on attention shares, and before the last layer of a head for tokens. */
    record Rates(double attention, double head) {}

    static LlamaConfig read(ConfigFields fields, LlamaFamily family) {
        fields.without("quantization_config");
        fields.only("is_causal", true);
        fields.only("use_bidirectional_attention", false);
        Sizes sizes = fields.sizes(
                new ConfigFields.SizeKeys(
                        "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size"),
                0);
        GroupedHeads heads = family.heads(fields, sizes);
        double head = fields.optionalRate("classifier_dropout").orElse(fields.rate("hidden_dropout", 0.1));
        return new LlamaConfig(
                family,
                sizes,
                heads,
                RotarySettings.read(fields, heads.dim(), sizes.positions()),
                family.windows(fields, sizes.blocks()),
                fields.activation("hidden_act", Activation.SILU),
                fields.number("rms_norm_eps", 0, 1, 1e-6),
                family.biases(fields),
                fields.count("pad_token_id", -1, sizes.vocabulary() - 1, -1),
                fields.flag("tie_word_embeddings", false),
                new Rates(fields.rate("attention_dropout", 0), head),
                fields.number("initializer_range", 0, 100, 0.02));
    }

    @Override
    public Names names() {
        return Names.DECODER;
    }

    @Override
    public Initial initial() {
        return name -> deviation;
    }

    @Override
    public Backbone backbone(Layers from) {
        String name = Names.DECODER.prefix();
        Embedding words = from.embedding(name + ".embed_tokens", sizes.vocabulary(), sizes.width(), padding);
        List<LlamaBlock> blocks = Backbone.blocks(sizes, i -> new LlamaBlock(this, i, from));
        RmsNorm last = from.rmsNorm(name + ".norm", sizes.width(), 0, epsilon);
        Sight sight = new Sight(true, windows, new Sight.Rotaries(rotary));
        Backbone.Embeddings embeddings = (inputs, pass) -> words.forward(inputs.ids());
        return new Backbone(sizes, sight, new Backbone.Parts(embeddings, blocks, last::forward), from.placement());
    }

    @Override
    public Head head(HeadRequest request, Layers from) {
        String table = tied ? names().words() : null;
        return new CausalHeads(sizes.vocabulary(), sizes.width(), table, SoftCap.NONE, dropout.head())
                .of(request, "score", from);
    }

    @Override
    public boolean generates() {
        return true;
    }

    @Override
    public String className() {
        return family.className();
    }

    @Override
    public boolean referenceHas(HeadRequest request) {
        return CausalHeads.referenceHas(request);
    }

    @Override
    public Blueprint withDropout(double rate) {
        Rates rates = new Rates(rate, rate);
        return new LlamaConfig(
                family, sizes, heads, rotary, windows, activation, epsilon, biases, padding, tied, rates, deviation);
    }
}
