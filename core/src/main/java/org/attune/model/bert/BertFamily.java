// SPDX-License-Identifier: Apache-2.0
package org.attune.model.bert;

import java.util.Set;
import org.attune.model.Names;

/** Models with BERT's network, and what tells them apart. */
enum BertFamily {
    BERT("bert", "Bert", 0, 2, 1e-12),
    ROBERTA("roberta", "Roberta", 1, 1, 1e-5),
    XLM_ROBERTA("roberta", "XLMRoberta", 1, 1, 1e-5);

    private final String prefix;
    private final String className;
    private final int padding;
    private final int types;
    private final double epsilon;

    BertFamily(String prefix, String className, int padding, int types, double epsilon) {
        this.prefix = prefix;
        this.className = className;
        this.padding = padding;
        this.types = types;
        this.epsilon = epsilon;
    }

    Names names() {
        return new Names(
                prefix,
                Set.of("embeddings", "encoder", "pooler"),
                "embeddings.word_embeddings.weight",
                "embeddings.",
                "encoder.layer.");
    }

    String className() {
        return className;
    }

    /** The id of the padding token where config.json does not say. */
    int padding() {
        return padding;
    }

    /** Token types where config.json does not say. */
    int types() {
        return types;
    }

    double epsilon() {
        return epsilon;
    }

    /** Where the first token stands: RoBERTa counts on from the padding token's id. */
    int firstPosition(int padding) {
        return this == BERT ? 0 : padding + 1;
    }

    boolean hasPooler() {
        return this == BERT;
    }
}
