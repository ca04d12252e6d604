// SPDX-License-Identifier: Apache-2.0
package org.attune.model.llama;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.attune.model.ConfigFields;
import org.attune.model.GroupedHeads;
import org.attune.model.LayerTypes;
import org.attune.model.Sizes;
import org.attune.model.Windows;

/** Models with LLaMA's network, and how their configurations say what tells them apart. */
enum LlamaFamily {
    LLAMA("llama", "Llama"),
    MISTRAL("mistral", "Mistral"),
    QWEN2("qwen2", "Qwen2"),
    QWEN3("qwen3", "Qwen3");

    private static final int WINDOW = 4096;
    private static final int FIRST_SLIDING = 28;
    private static final int QWEN3_DIM = 128;

    private final String modelType;
    private final String className;

    LlamaFamily(String modelType, String className) {
        this.modelType = modelType;
        this.className = className;
    }

    static LlamaFamily of(String modelType) {
        return Arrays.stream(values())
                .filter(family -> family.modelType.equals(modelType))
                .findFirst()
                .orElseThrow();
    }

    String modelType() {
        return modelType;
    }

    String className() {
        return className;
    }

    boolean normsQueriesAndKeys() {
        return this == QWEN3;
    }

    GroupedHeads heads(ConfigFields fields, Sizes sizes) {
        int dim = this == QWEN3 ? QWEN3_DIM : Math.max(2, sizes.width() / sizes.heads());
        return GroupedHeads.read(fields, sizes, this == LLAMA ? sizes.heads() : 0, dim);
    }

    LlamaConfig.Biases biases(ConfigFields fields) {
        if (this != LLAMA) {
            fields.only("mlp_bias", false);
        }
        if (this == MISTRAL) {
            fields.only("attention_bias", false);
        }
        boolean asked = this != QWEN2 && fields.flag("attention_bias", false);
        return new LlamaConfig.Biases(this == QWEN2 || asked, asked, fields.flag("mlp_bias", false));
    }

    Windows windows(ConfigFields fields, int blocks) {
        return switch (this) {
            case LLAMA -> Windows.NONE;
            case MISTRAL -> {
                fields.without("layer_types"); // the reference sends such a configuration to another class
                yield new Windows(Collections.nCopies(blocks, slides(fields)), window(fields));
            }
            case QWEN2, QWEN3 -> {
                boolean uses = fields.flag("use_sliding_window", false) && slides(fields);
                int first = fields.count("max_window_layers", 0, 1 << 10, FIRST_SLIDING);
                List<Boolean> sliding = LayerTypes.sliding(fields, blocks, i -> uses && i >= first);
                if (!uses && sliding.contains(true)) {
                    fields.wrong("layer_types", "has " + LayerTypes.SLIDING, "none where no sliding window is used");
                }
                yield new Windows(sliding, window(fields));
            }
        };
    }

    /** A missing size means the usual one, and null none. */
    private static boolean slides(ConfigFields fields) {
        return fields.has("sliding_window") || !fields.mentions("sliding_window");
    }

    private static int window(ConfigFields fields) {
        return fields.count("sliding_window", 1, 1 << 25, WINDOW);
    }
}
