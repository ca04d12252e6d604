// SPDX-License-Identifier: Apache-2.0
package org.attune.model.gemma;

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
import org.attune.model.Sight;
import org.attune.model.Sizes;
import org.attune.model.Windows;
import org.attune.nn.Activation;
import org.attune.nn.Attention;
import org.attune.nn.Embedding;
import org.attune.nn.RmsNorm;
import org.attune.nn.SoftCap;
import org.attune.tensor.Tensors;

/**
 * What config.json says of a Gemma.
 *
 * @param scores of attention
 * @param attentionBias whether the layers of attention have biases
 * @param padding the id of the padding token, whose row starts as zero; -1 for none
 * @param language the language model's last layer
 */
record GemmaConfig(
        GemmaFamily family,
        Sizes sizes,
        GroupedHeads heads,
        Sight.Rotaries rotaries,
        Windows windows,
        Attention.Scores scores,
        Activation activation,
        double epsilon,
        boolean attentionBias,
        int padding,
        Language language,
        Rates dropout,
        double deviation)
        implements Blueprint {

    /** Whether the table of words is its weight too, and the limit of its scores. */
    record Language(boolean tied, SoftCap cap) {}

    /** Dropout on attention shares, and before the last layer of a head for tokens. */
    record Rates(double attention, double head) {}

    static GemmaConfig read(ConfigFields fields, GemmaFamily family) {
        fields.without("quantization_config");
        fields.only("is_causal", true);
        fields.only("use_bidirectional_attention", false);
        Sizes sizes = fields.sizes(
                new ConfigFields.SizeKeys(
                        "hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size"),
                0);
        GroupedHeads heads = GroupedHeads.read(fields, sizes, 0, 256);
        double head = fields.optionalRate("classifier_dropout").orElse(fields.rate("hidden_dropout", 0.1));
        return new GemmaConfig(
                family,
                sizes,
                heads,
                family.rotaries(fields, heads.dim(), sizes.positions()),
                family.windows(fields, sizes.blocks()),
                scores(fields, family, heads.dim()),
                family.activation(fields),
                fields.number("rms_norm_eps", 0, 1, 1e-6),
                fields.flag("attention_bias", false),
                fields.count("pad_token_id", -1, sizes.vocabulary() - 1, fields.mentions("pad_token_id") ? -1 : 0),
                new Language(
                        fields.flag("tie_word_embeddings", true), family.cap(fields, "final_logit_softcapping", 30)),
                new Rates(fields.rate("attention_dropout", 0), head),
                fields.number("initializer_range", 0, 100, 0.02));
    }

    /** The reference's Gemma 3 reads a limit of attention's scores and does not use it. */
    private static Attention.Scores scores(ConfigFields fields, GemmaFamily family, int dim) {
        if (family == GemmaFamily.GEMMA3) {
            fields.without("attn_logit_softcapping");
        }
        double scale = 1 / Math.sqrt(family.scoreDivisor(fields, dim));
        return new Attention.Scores(scale, family.cap(fields, "attn_logit_softcapping", 50));
    }

    @Override
    public Names names() {
        return Names.DECODER;
    }

    @Override
    public Initial initial() {
        return new GemmaInitial(deviation);
    }

    @Override
    public Backbone backbone(Layers from) {
        String name = Names.DECODER.prefix();
        Embedding words = from.embedding(name + ".embed_tokens", sizes.vocabulary(), sizes.width(), padding);
        List<GemmaBlock> blocks = Backbone.blocks(sizes, i -> new GemmaBlock(this, i, from));
        RmsNorm last = from.rmsNorm(name + ".norm", sizes.width(), 1, epsilon);
        Sight sight = new Sight(true, windows, rotaries);
        Backbone.Embeddings embeddings =
                (inputs, pass) -> words.forward(inputs.ids()).mul(Tensors.scalar(Math.sqrt(sizes.width())));
        return new Backbone(sizes, sight, new Backbone.Parts(embeddings, blocks, last::forward), from.placement());
    }

    @Override
    public Head head(HeadRequest request, Layers from) {
        String table = language.tied() ? names().words() : null;
        return new CausalHeads(sizes.vocabulary(), sizes.width(), table, language.cap(), dropout.head())
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
    public String languageClassName() {
        return family.languageClassName();
    }

    /** The reference lacks a class for tokens for Gemma 3 alone; such a head is saved as those of the other generations. */
    @Override
    public boolean referenceHas(HeadRequest request) {
        return CausalHeads.referenceHas(request);
    }

    @Override
    public Blueprint withDropout(double rate) {
        return new GemmaConfig(
                family,
                sizes,
                heads,
                rotaries,
                windows,
                scores,
                activation,
                epsilon,
                attentionBias,
                padding,
                language,
                new Rates(rate, rate),
                deviation);
    }
}
