// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A tensor of the checkpoint that the model does not use.
 *
 * @param known whether checkpoints of this kind usually have it
 * @param what it is, in words
 */
public record Unused(String name, boolean known, String what) {

    private static final Map<Pattern, String> KNOWN = new LinkedHashMap<>();

    static {
        KNOWN.put(
                Pattern.compile("(.*\\.)?(position_ids|token_type_ids)"),
                "numbers of positions or types, which are computed");
        KNOWN.put(Pattern.compile("(.*\\.)?rotary_emb(_local)?\\.inv_freq"), "rotary frequencies, which are computed");
        KNOWN.put(Pattern.compile(".*\\.attn\\.(masked_)?bias"), "masks of what comes later, which are computed");
        KNOWN.put(Pattern.compile(".*\\.pooler\\..*"), "the pooler, which this head does not use");
        KNOWN.put(
                Pattern.compile("(cls|lm_head|vocab_transform|vocab_layer_norm|vocab_projector|decoder|head)\\..*"),
                "the head of the pre-training");
        KNOWN.put(
                Pattern.compile(
                        "(classifier|pre_classifier|score|qa_outputs|logits_proj|linear|(cls|distillation)_classifier)\\..*"),
                "the head of another task");
    }

    static List<Unused> of(Iterable<String> stored, Layers layers) {
        List<Unused> unused = new ArrayList<>();
        for (String name : stored) {
            boolean counted = layers.statistics().containsKey(name);
            if (!counted
                    && (layers.parameters().find(name) == null || layers.fresh().contains(name))) {
                unused.add(of(name));
            }
        }
        return unused;
    }

    static Unused of(String name) {
        return KNOWN.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(name).matches())
                .findFirst()
                .map(entry -> new Unused(name, true, entry.getValue()))
                .orElse(new Unused(name, false, "unknown"));
    }
}
