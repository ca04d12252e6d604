// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.List;
import java.util.Map;
import org.attune.nn.Linear;
import org.attune.nn.Pass;
import org.attune.tensor.Parameter;
import org.attune.tensor.Placement;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** A backbone with a head. Lives in the scope in which it was built. */
public final class Model {

    private final HeadRequest request;
    private final Blueprint blueprint;
    private final Parts parts;
    private final Layers layers;
    private final List<Unused> unused;

    /**
     * The two networks.
     *
     * @param newWords numbers of words of which the checkpoint has no vectors
     */
    record Parts(Backbone backbone, Head head, List<Integer> newWords) {
        Parts with(Head other) {
            return new Parts(backbone, other, newWords);
        }
    }

    Model(HeadRequest request, Blueprint blueprint, Parts parts, Layers layers, List<Unused> unused) {
        this.request = request;
        this.blueprint = blueprint;
        this.parts = parts;
        this.layers = layers;
        this.unused = unused;
    }

    /** Pooled hidden states, which the head takes: [batch, width], or [batch, time, width] for tokens. */
    public Tensor features(Inputs inputs, Pass pass) {
        return parts.head().pool(parts.backbone().forward(inputs, pass), inputs);
    }

    /** Features [..., width] → [..., outputs] in the masters' type. */
    public Tensor logits(Tensor features, Pass pass) {
        return parts.head().forward(features, pass);
    }

    public Parameters parameters() {
        return layers.parameters();
    }

    /** What was counted and not learnt, by the checkpoint's names: running statistics. The model's own tensors. */
    public Map<String, Tensor> statistics() {
        return layers.statistics();
    }

    public Placement placement() {
        return layers.placement();
    }

    public Backbone backbone() {
        return parts.backbone();
    }

    public Head head() {
        return parts.head();
    }

    /** The request that the head was made for, with its pooling resolved. */
    public HeadRequest request() {
        return request;
    }

    public Blueprint blueprint() {
        return blueprint;
    }

    /** Names of parameters that the checkpoint does not have and that were initialised. */
    public List<String> fresh() {
        return List.copyOf(layers.fresh());
    }

    /** Numbers of words of which the checkpoint has no vectors; they begin as the mean of all others. */
    public List<Integer> newWords() {
        return parts.newWords();
    }

    /** Tensors of the checkpoint that have no place in this model. */
    public List<Unused> unused() {
        return unused;
    }

    /** 0 for embeddings, i + 1 for block i, blocks + 1 for what comes after them. */
    public int depthOf(String parameter) {
        return blueprint.depthOf(parameter);
    }

    /** Whether a parameter is no part of the pre-trained base: of the task's head, or fresh. */
    public boolean isHead(String parameter) {
        return request.isHead(parameter, blueprint.names(), layers.fresh().contains(parameter));
    }

    /** The parameters that only the head uses. */
    public List<Parameter> headParameters() {
        return parameters().all().stream()
                .filter(parameter -> !blueprint.names().has(parameter.name()))
                .toList();
    }

    /** Adds low-rank parts to linear layers; their factors are parameters from now on. */
    public void adapt(Adapter adapter) {
        layers.adapt(adapter);
    }

    /** The low-rank parts that it has, null for none. */
    public @Nullable Adapter adapter() {
        return layers.adapter();
    }

    /** Whether a linear layer has its weight as [in, out]. */
    public boolean isTransposed(String layer) {
        return layers.isTransposed(layer);
    }

    /** Puts the low-rank parts into the weights, in the masters' type: the same answers but for rounding. */
    public void merge() {
        layers.merge();
    }

    /**
     * Lets only these words' vectors learn; others cannot be looked up until {@link #unrestrictTokens}. Where the vectors are also
     * the weights of a language model's head, all of them have gradients and keep learning; where none learns, nothing is gained.
     */
    public void restrictTokens(long[] ids) {
        Parameter words = words();
        if (words != null && words.learns() && !layers.isTied(words.name())) {
            words.restrictTo(ids);
        }
    }

    public void unrestrictTokens() {
        Parameter words = words();
        if (words != null) {
            words.unrestrict();
        }
    }

    Parts parts() {
        return parts;
    }

    /** The linear layer by its name where it is a part of what was pre-trained; null for all others. */
    @Nullable
    Linear shared(String layer) {
        return blueprint.names().has(layer) ? layers.handed().linear().get(layer) : null;
    }

    private @Nullable Parameter words() {
        return parameters().find(blueprint.names().words());
    }
}
