// SPDX-License-Identifier: Apache-2.0
package org.attune.model.gemma;

import java.util.Set;
import org.attune.model.Blueprint;
import org.attune.model.CausalHeads;
import org.attune.model.ConfigFields;
import org.attune.model.Depth;
import org.attune.model.Encoder;
import org.attune.model.GroupedHeads;
import org.attune.model.Head;
import org.attune.model.HeadRequest;
import org.attune.model.Initial;
import org.attune.model.Layers;
import org.attune.model.RotarySettings;
import org.attune.model.Sizes;
import org.attune.model.Windows;
import org.attune.nn.Activation;
import org.attune.nn.Attention;
import org.attune.nn.SoftCap;

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
        Rotaries rotaries,
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

    static final String PREFIX = "model";

    /** Rotary positions of blocks that see everything, and of those that see a window. */
    record Rotaries(RotarySettings full, RotarySettings sliding) {}

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
    public String prefix() {
        return PREFIX;
    }

    @Override
    public Set<String> children() {
        return Set.of("embed_tokens", "layers", "norm");
    }

    @Override
    public String words() {
        return PREFIX + ".embed_tokens.weight";
    }

    @Override
    public int depthOf(String parameter) {
        return Depth.of(parameter, PREFIX + ".embed_tokens.", PREFIX + ".layers.", sizes.blocks());
    }

    @Override
    public Initial initial() {
        return new GemmaInitial(deviation);
    }

    @Override
    public Encoder encoder(Layers from) {
        return new GemmaDecoder(this, from);
    }

    @Override
    public Head head(HeadRequest request, Layers from) {
        String table = language.tied() ? words() : null;
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
