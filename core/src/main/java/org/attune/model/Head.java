// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.List;
import org.attune.nn.Activation;
import org.attune.nn.LayerNorm;
import org.attune.nn.Linear;
import org.attune.nn.Pass;
import org.attune.nn.SoftCap;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** From hidden states to outputs: which states are looked at, then stages one after another, as the reference has them. */
public record Head(Pooling pooling, List<Stage> stages) {

    /** Sites of dropout in heads, apart from all sites of encoders. */
    private static final long FIRST_SITE = 1L << 20;

    /** Which hidden states a head looks at. */
    public enum Pooling {
        /** The first token's. */
        CLS,
        /** The last token's that is no padding: the only one that has seen all others in a causal model. */
        LAST,
        /** The mean over tokens without padding. */
        MEAN,
        /** Each token's own: token classification. */
        EACH
    }

    /** Dropout and one linear layer named {@code classifier}. */
    public static Head linear(Pooling pooling, double dropout, Layers from, int width, int outputs) {
        return linear(pooling, dropout, from.wideLinear("classifier", width, outputs, true));
    }

    /** Dropout and one linear layer. */
    public static Head linear(Pooling pooling, double dropout, Linear last) {
        return new Head(pooling, List.of(new Dropout(dropout), new Dense(last)));
    }

    /** The pooled states as they are. */
    static Head none(Pooling pooling) {
        return new Head(pooling, List.of());
    }

    /** For each token the scores of all words to come next: a language model. */
    public static Head language(Linear words, SoftCap cap, ScalarType type) {
        return new Head(Pooling.EACH, List.of(new Words(words, cap, type)));
    }

    /** One step of a head. */
    public sealed interface Stage {}

    /** Dropout at this rate. */
    public record Dropout(double rate) implements Stage {}

    /** A linear layer. */
    public record Dense(Linear linear) implements Stage {}

    /** A linear layer as large as a vocabulary, with scores of this type. */
    public record Words(Linear linear, SoftCap cap, ScalarType type) implements Stage {}

    /** An activation. */
    public record Activate(Activation activation) implements Stage {}

    /** A layer norm. */
    public record Norm(LayerNorm norm) implements Stage {}

    /** Hidden states [batch, time, width] → [batch, width], or as they are for {@link Pooling#EACH}. */
    public Tensor pool(Tensor hidden, Inputs inputs) {
        TokenInputs tokens = inputs instanceof TokenInputs of ? of : null;
        return switch (pooling) {
            case CLS -> hidden.select(1, 0);
            case LAST -> last(hidden, tokens);
            case EACH -> hidden;
            case MEAN -> mean(hidden, tokens);
        };
    }

    /** Pooled states [..., width] → outputs [..., outputs] in the masters' type. */
    public Tensor forward(Tensor pooled, Pass pass) {
        Tensor x = pooled;
        long site = FIRST_SITE;
        for (Stage stage : stages) {
            if (stage instanceof Dropout dropout) {
                x = pass.dropout(x, dropout.rate(), site++);
            } else if (stage instanceof Dense dense) {
                x = dense.linear().forward(x, pass);
            } else if (stage instanceof Words words) {
                x = words.cap().apply(words.linear().forward(x, pass).to(words.type()));
            } else if (stage instanceof Activate activate) {
                x = activate.activation().apply(x);
            } else if (stage instanceof Norm norm) {
                x = norm.norm().forward(x);
            }
        }
        return x;
    }

    private static Tensor last(Tensor hidden, @Nullable TokenInputs inputs) {
        if (inputs == null || inputs.mask() == null) {
            return hidden.select(1, hidden.size(1) - 1);
        }
        Tensor place = inputs.mask().mul(inputs.places(1)).argmax(new LongOptional(1), true); // [batch, 1]
        return hidden.gather(1, place.unsqueeze(-1).expand(hidden.size(0), 1, hidden.size(2)))
                .squeeze(1);
    }

    private static Tensor mean(Tensor hidden, @Nullable TokenInputs inputs) {
        if (inputs == null || inputs.mask() == null) {
            return hidden.mean(1);
        }
        Tensor weights = inputs.mask().unsqueeze(-1); // [batch, time, 1]
        return hidden.mul(weights).sum(1).div(weights.sum(1));
    }
}
