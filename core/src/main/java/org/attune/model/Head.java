// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.List;
import org.attune.nn.Activation;
import org.attune.nn.LayerNorm;
import org.attune.nn.Linear;
import org.attune.nn.Pass;
import org.bytedeco.pytorch.Tensor;

/** From hidden states to outputs: which states are looked at, then stages one after another, as the reference has them. */
public record Head(Pooling pooling, List<Stage> stages) {

    /** Sites of dropout in heads, apart from all sites of encoders. */
    private static final long FIRST_SITE = 1L << 20;

    /** Which hidden states a head looks at. */
    public enum Pooling {
        /** The first token's. */
        CLS,
        /** The mean over tokens without padding. */
        MEAN,
        /** Each token's own: token classification. */
        EACH
    }

    /** Dropout and one linear layer named {@code classifier}. */
    public static Head linear(Pooling pooling, double dropout, Layers from, int width, int outputs) {
        return new Head(
                pooling, List.of(new Dropout(dropout), new Dense(from.wideLinear("classifier", width, outputs, true))));
    }

    /** One step of a head. */
    public sealed interface Stage {}

    /** Dropout at this rate. */
    public record Dropout(double rate) implements Stage {}

    /** A linear layer. */
    public record Dense(Linear linear) implements Stage {}

    /** An activation. */
    public record Activate(Activation activation) implements Stage {}

    /** A layer norm. */
    public record Norm(LayerNorm norm) implements Stage {}

    /** Hidden states [batch, time, width] → [batch, width], or as they are for {@link Pooling#EACH}. */
    public Tensor pool(Tensor hidden, TokenInputs inputs) {
        return switch (pooling) {
            case CLS -> hidden.select(1, 0);
            case EACH -> hidden;
            case MEAN -> mean(hidden, inputs);
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
            } else if (stage instanceof Activate activate) {
                x = activate.activation().apply(x);
            } else if (stage instanceof Norm norm) {
                x = norm.norm().forward(x);
            }
        }
        return x;
    }

    private static Tensor mean(Tensor hidden, TokenInputs inputs) {
        if (inputs.mask() == null) {
            return hidden.mean(1);
        }
        Tensor weights = inputs.mask().unsqueeze(-1); // [batch, time, 1]
        return hidden.mul(weights).sum(1).div(weights.sum(1));
    }
}
