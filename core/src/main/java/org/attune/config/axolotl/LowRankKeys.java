// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.attune.config.Kinds;
import org.attune.config.Node;
import org.attune.config.ScalarNode;

/** The options of low-rank adaptation; PEFT's names in both tools. */
final class LowRankKeys {

    private static final String ALL_LINEAR = "all-linear";
    private static final String TOKENS = "peft_trainable_token_indices";

    /** No linear layers of the backbone, so that all-linear does not have them. */
    private static final Set<String> OUTSIDE = Set.of("lm_head", "embed_tokens", "embed_out", "wte", "wpe");

    private static final List<String> ALL = List.of(
            "lora_r",
            "lora_alpha",
            "lora_dropout",
            "lora_target_modules",
            "lora_target_linear",
            "lora_modules_to_save",
            "peft_use_rslora",
            "peft_use_dora",
            TOKENS);

    private LowRankKeys() {}

    static void unused(Keys keys, Notes notes) {
        for (String key : ALL) {
            if (keys.find(key).isPresent()) {
                notes.ignore(key, "adapter is empty: all of the model learns");
            }
        }
    }

    static void read(Keys keys, Notes notes) {
        required(keys, "lora_r", "method.rank", keys.whole("lora_r"), notes);
        required(keys, "lora_alpha", "method.alpha", keys.number("lora_alpha"), notes);
        keys.number("lora_dropout")
                .ifPresentOrElse(
                        share -> notes.set(keys.place("lora_dropout"), "method.dropout", share),
                        () -> notes.fill("method.dropout", 0, "Axolotl's default"));
        targets(keys, notes);
        keys.read("lora_modules_to_save", Kinds.TEXTS)
                .filter(names -> !names.isEmpty())
                .ifPresent(names -> notes.set(keys.place("lora_modules_to_save"), "method.modules_to_save", names));
        keys.find(TOKENS)
                .ifPresent(numbers -> notes.set(keys.place(TOKENS), "method.trainable_token_indices", numbers));
        for (String form : List.of("use_rslora", "use_dora")) {
            if (keys.flag("peft_" + form)) {
                notes.set(keys.place("peft_" + form), "method." + form, true);
            }
        }
    }

    private static void required(Keys keys, String key, String path, Optional<? extends Number> value, Notes notes) {
        if (value.isPresent()) {
            notes.set(keys.place(key), path, value.get());
        } else if (keys.find(key).isEmpty()) {
            notes.refuse(keys.place(key), "missing", "an adapter has a rank and an alpha", "write " + key + ": 16");
        }
    }

    private static void targets(Keys keys, Notes notes) {
        boolean linear = keys.flag("lora_target_linear");
        Node found = keys.find("lora_target_modules").orElse(null);
        List<String> named = keys.read("lora_target_modules", Kinds.TEXTS).orElse(List.of());
        boolean pattern = found instanceof ScalarNode && !named.equals(List.of(ALL_LINEAR));
        boolean beyond = linear && named.stream().anyMatch(OUTSIDE::contains);
        if (pattern || beyond) {
            notes.refuse(
                    keys.place("lora_target_modules"),
                    keys.shown("lora_target_modules"),
                    beyond
                            ? "lora_target_linear means all linear layers of the backbone"
                            : "targets are names in a list",
                    beyond ? "list all the layers, without lora_target_linear" : "write the names as a list");
        } else if (linear) {
            notes.set(keys.place("lora_target_linear"), "method.target_modules", ALL_LINEAR);
            if (!named.isEmpty()) {
                notes.ignore("lora_target_modules", "lora_target_linear means them too");
            }
        } else if (!named.isEmpty()) {
            notes.set(keys.place("lora_target_modules"), "method.target_modules", named);
        } else {
            notes.refuse(
                    keys.place("lora_target_modules"),
                    "missing",
                    "an adapter names its layers",
                    "write lora_target_linear: true, or lora_target_modules with names in a list");
        }
    }
}
