// SPDX-License-Identifier: Apache-2.0
package org.attune.model.gpt2;

import java.util.List;
import java.util.Set;
import org.attune.model.Backbone;
import org.attune.model.Blueprint;
import org.attune.model.CausalHeads;
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
import org.attune.nn.LayerNorm;
import org.attune.nn.SoftCap;

/**
 * What config.json says of a GPT-2.
 *
 * @param tied whether the table of words is also the last layer of the language model
 */
record Gpt2Config(Sizes sizes, Activation activation, double epsilon, boolean tied, Rates dropout, double deviation)
        implements Blueprint {

    static final Names NAMES = new Names("transformer", Set.of("wte", "wpe", "h", "ln_f"), "wte.weight", "w", "h.");

    /** Dropout after embeddings, on attention shares, before each residual, and before the last layer of a head for tokens. */
    record Rates(double embedding, double attention, double residual, double head) {}

    static Gpt2Config read(ConfigFields fields) {
        fields.without("quantization_config");
        fields.only("is_causal", true);
        fields.only("add_cross_attention", false);
        fields.only("scale_attn_weights", true);
        fields.only("scale_attn_by_inverse_layer_idx", false);
        fields.without("pruned_heads");
        int width = fields.count("n_embd", 1, 1 << 16);
        Sizes sizes = new Sizes(
                fields.count("vocab_size", 2, 1 << 24),
                width,
                fields.count("n_layer", 1, 1 << 10),
                fields.count("n_head", 1, 1 << 10),
                fields.count("n_inner", 1, 1 << 18, 4 * width),
                fields.count("n_positions", 1, 1 << 25));
        if (width % sizes.heads() != 0) {
            fields.wrong("n_head", "is " + sizes.heads(), "a divisor of n_embd, which is " + width);
        }
        Rates rates = new Rates(
                fields.rate("embd_pdrop", 0.1),
                fields.rate("attn_pdrop", 0.1),
                fields.rate("resid_pdrop", 0.1),
                fields.optionalRate("classifier_dropout").orElse(fields.rate("hidden_dropout", 0.1)));
        return new Gpt2Config(
                sizes,
                fields.activation("activation_function", Activation.GELU_NEW),
                fields.number("layer_norm_epsilon", 0, 1, 1e-5),
                fields.flag("tie_word_embeddings", true),
                rates,
                fields.number("initializer_range", 0, 100, 0.02));
    }

    @Override
    public Names names() {
        return NAMES;
    }

    /** Narrower for what adds to the residual stream, as the reference draws. */
    @Override
    public Initial initial() {
        return name -> name.endsWith(".c_proj.weight") ? deviation / Math.sqrt(2.0 * sizes.blocks()) : deviation;
    }

    @Override
    public Backbone backbone(Layers from) {
        Gpt2Embeddings embeddings = new Gpt2Embeddings(this, from);
        List<Gpt2Block> blocks = Backbone.blocks(sizes, i -> new Gpt2Block(this, i, from));
        LayerNorm last = from.norm(NAMES.prefix() + ".ln_f", sizes.width(), epsilon, true);
        Sight sight = new Sight(true, Windows.NONE, null);
        return new Backbone(sizes, sight, new Backbone.Parts(embeddings, blocks, last::forward), from.placement());
    }

    @Override
    public Head head(HeadRequest request, Layers from) {
        String table = tied ? names().words() : null;
        return new CausalHeads(sizes.vocabulary(), sizes.width(), table, SoftCap.NONE, dropout.head())
                .of(request, "classifier", from);
    }

    @Override
    public boolean generates() {
        return true;
    }

    @Override
    public String className() {
        return "GPT2";
    }

    @Override
    public String languageClassName() {
        return "GPT2LMHeadModel";
    }

    @Override
    public boolean referenceHas(HeadRequest request) {
        return CausalHeads.referenceHas(request);
    }

    @Override
    public Blueprint withDropout(double rate) {
        return new Gpt2Config(sizes, activation, epsilon, tied, new Rates(rate, rate, rate, rate), deviation);
    }
}
