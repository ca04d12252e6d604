// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.List;
import org.attune.config.ModelConfig.Pooling;
import org.attune.nn.Linear;
import org.attune.nn.SoftCap;
import org.jspecify.annotations.Nullable;

/**
 * Heads on a model whose tokens see only those before them, as transformers has them.
 *
 * @param tied the table that is also the language model's last layer; null where that has weights of its own, {@code lm_head}
 * @param cap of the language model's scores
 * @param dropout before the last layer of a head for tokens
 */
public record CausalHeads(
        int vocabulary, int width, @Nullable String tied, SoftCap cap, double dropout) {

    /** Whether transformers has such a head: it looks at the last token, and at no mean. */
    public static boolean referenceHas(HeadRequest request) {
        return request.kind() != HeadRequest.Kind.SEQUENCE || request.pooling() == Pooling.AUTO;
    }

    /** @param tokens the name of the linear layer of a head for tokens */
    public Head of(HeadRequest request, String tokens, Layers from) {
        int outputs = request.outputs();
        return switch (request.kind()) {
            case LANGUAGE -> Head.language(words(from), cap, from.placement().master());
            case TOKENS ->
                new Head(
                        Head.Pooling.EACH,
                        List.of(
                                new Head.Dropout(dropout),
                                new Head.Dense(from.wideLinear(tokens, width, outputs, true))));
            case IMAGE -> throw new IllegalArgumentException("a language model takes no images");
            case SEQUENCE ->
                request.pooling() == Pooling.MEAN
                        ? Head.linear(Head.Pooling.MEAN, dropout, from, width, outputs)
                        : new Head(
                                Head.Pooling.LAST,
                                List.of(new Head.Dense(from.wideLinear("score", width, outputs, false))));
            case EMBEDDING -> throw new IllegalStateException("a sentence encoder has no head");
        };
    }

    private Linear words(Layers from) {
        return tied == null ? from.linear("lm_head", width, vocabulary, false) : from.tied(tied);
    }
}
