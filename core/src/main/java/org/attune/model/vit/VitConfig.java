// SPDX-License-Identifier: Apache-2.0
package org.attune.model.vit;

import java.util.List;
import java.util.Set;
import org.attune.model.Backbone;
import org.attune.model.Blueprint;
import org.attune.model.ConfigFields;
import org.attune.model.Head;
import org.attune.model.HeadRequest;
import org.attune.model.ImageBlueprint;
import org.attune.model.ImageCost;
import org.attune.model.Initial;
import org.attune.model.Layers;
import org.attune.model.Names;
import org.attune.model.Sight;
import org.attune.model.Sizes;
import org.attune.nn.Activation;
import org.attune.nn.LayerNorm;

/**
 * What config.json says of a vision transformer.
 *
 * @param distilled whether it has the token that learnt from a teacher, as DeiT has
 * @param biased whether queries, keys and values have biases
 */
record VitConfig(
        boolean distilled,
        Sizes sizes,
        VitPatches patches,
        Activation activation,
        double epsilon,
        boolean biased,
        Rates dropout,
        double deviation)
        implements ImageBlueprint {

    /** Dropout after hidden layers, on attention shares, and before the last layer of the head. */
    record Rates(double hidden, double attention, double head) {}

    static VitConfig read(ConfigFields fields, boolean distilled) {
        VitPatches patches = new VitPatches(
                fields.count("num_channels", 1, 3, 3),
                fields.count("image_size", 1, 1 << 12, 224),
                fields.count("patch_size", 1, 1 << 12, 16));
        if (patches.image() % patches.side() != 0) {
            fields.wrong("patch_size", "is " + patches.side(), "a divisor of image_size, which is " + patches.image());
        }
        int width = fields.count("hidden_size", 1, 1 << 16, 768);
        int heads = fields.count("num_attention_heads", 1, 1 << 10, 12);
        if (width % heads != 0) {
            fields.wrong("num_attention_heads", "is " + heads, "a divisor of hidden_size, which is " + width);
        }
        Sizes sizes = new Sizes(
                0,
                width,
                fields.count("num_hidden_layers", 1, 1 << 10, 12),
                heads,
                fields.count("intermediate_size", 1, 1 << 18, 3072),
                patches.count() + (distilled ? 2 : 1));
        return new VitConfig(
                distilled,
                sizes,
                patches,
                fields.activation("hidden_act", Activation.GELU),
                fields.number("layer_norm_eps", 0, 1, 1e-12),
                fields.flag("qkv_bias", true),
                new Rates(fields.rate("hidden_dropout_prob", 0), fields.rate("attention_probs_dropout_prob", 0), 0),
                fields.number("initializer_range", 0, 100, 0.02));
    }

    String prefix() {
        return distilled ? "deit" : "vit";
    }

    @Override
    public Names names() {
        return new Names(
                prefix(), Set.of("embeddings", "encoder", "layernorm", "pooler"), "", "embeddings.", "encoder.layer.");
    }

    @Override
    public Initial initial() {
        return name -> deviation;
    }

    @Override
    public Backbone backbone(Layers from) {
        VitEmbeddings embeddings = new VitEmbeddings(this, from);
        List<VitBlock> blocks = Backbone.blocks(sizes, i -> new VitBlock(this, i, from));
        LayerNorm last = from.norm(prefix() + ".layernorm", sizes.width(), epsilon, true);
        Backbone.Parts parts = new Backbone.Parts(embeddings, blocks, last::forward);
        return new Backbone(sizes, Sight.everything(), parts, from.placement());
    }

    @Override
    public Head head(HeadRequest request, Layers from) {
        return Head.linear(Head.Pooling.CLS, dropout.head(), from, sizes.width(), request.outputs());
    }

    @Override
    public int channels() {
        return patches.channels();
    }

    @Override
    public String preprocessor() {
        return """
                {"size": {"height": %1$d, "width": %1$d}, "resample": 2,
                 "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5]}""".formatted(patches.image());
    }

    @Override
    public boolean takesOneSize() {
        return true;
    }

    @Override
    public ImageCost cost(int height, int width) {
        double places = sizes.positions();
        double block = 4.0 * sizes.width() * sizes.width() + 2.0 * sizes.width() * sizes.inner();
        double products = places * sizes.blocks() * (block + 2 * places * sizes.width());
        double states = 12.0 * sizes.width() + 2.0 * sizes.inner() + 3.0 * sizes.heads() * places;
        return new ImageCost(products, (long) (places * sizes.blocks() * states));
    }

    @Override
    public String className() {
        return distilled ? "DeiT" : "ViT";
    }

    @Override
    public Blueprint withDropout(double rate) {
        Rates rates = new Rates(rate, rate, rate);
        return new VitConfig(distilled, sizes, patches, activation, epsilon, biased, rates, deviation);
    }
}
