// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.attune.config.Kinds;
import org.attune.config.MapNode;
import org.attune.problem.Problem;

/** How gradients become steps. */
final class OptimizerKeys implements KeyGroup {

    /** AdamW as it is, however it is computed. */
    private static final Set<String> ADAMW = Set.of(
            "adamw_torch", "adamw_torch_fused", "adamw_hf", "adamw_apex_fused", "paged_adamw_32bit", "paged_adamw");

    /** AdamW whose state is kept in few bits. */
    private static final Set<String> NARROW_ADAMW = Set.of(
            "adamw_bnb_8bit",
            "adamw_8bit",
            "paged_adamw_8bit",
            "adamw_torch_8bit",
            "adamw_torch_4bit",
            "ao_adamw_8bit",
            "ao_adamw_4bit",
            "ao_adamw_fp8");

    @Override
    public void read(Keys keys, Notes notes) {
        Optional<Double> rate = keys.number("learning_rate");
        rate.ifPresent(value -> notes.set(keys.place("learning_rate"), "training.learning_rate", value));
        if (keys.find("learning_rate").isEmpty()) {
            notes.refuse(
                    keys.place("learning_rate"), "missing", "Axolotl has no default for it", "write 2e-4 for LoRA");
        }
        String name = keys.text("optimizer").orElse("adamw_torch_fused").toLowerCase(Locale.ROOT);
        boolean momentum = momentum(keys);
        if (ADAMW.contains(name) || NARROW_ADAMW.contains(name)) {
            adamw(keys, name, notes);
        } else if (name.equals("sgd") && momentum) {
            notes.set(keys.place("optimizer"), "training.optimizer", "sgd");
        } else {
            refuse(keys, name, notes);
        }
        if (keys.isOn("optim_args") && !(name.equals("sgd") && momentum)) {
            notes.refuse(
                    keys.place("optim_args"),
                    keys.shown("optim_args"),
                    "optimisers have no further options",
                    "leave it out");
        }
        keys.number("weight_decay")
                .ifPresentOrElse(
                        decay -> notes.set(keys.place("weight_decay"), "training.weight_decay", decay),
                        () -> notes.fill("training.weight_decay", 0, "Axolotl's default"));
        clip(keys, notes);
    }

    private static void adamw(Keys keys, String name, Notes notes) {
        if (keys.find("optimizer").isPresent()) {
            notes.set(keys.place("optimizer"), "training.optimizer", "adamw");
        } else {
            notes.fill("training.optimizer", "adamw", "Axolotl's default");
        }
        if (NARROW_ADAMW.contains(name)) {
            notes.differ("optimizer", "the state of AdamW is fp32, not rounded to few bits: exact, and more memory");
        }
        fixed(keys, "adam_beta1", 0.9, notes);
        fixed(keys, "adam_beta2", 0.999, notes);
        fixed(keys, "adam_epsilon", 1e-8, notes);
    }

    private static void fixed(Keys keys, String key, double value, Notes notes) {
        Optional<Double> asked = keys.number(key);
        if (asked.isPresent() && asked.get() == value) {
            notes.ignore(key, "it is " + value + " here too");
        } else if (asked.isPresent()) {
            notes.refuse(keys.place(key), keys.shown(key), key + " is " + value, "leave it out");
        }
    }

    private static void refuse(Keys keys, String name, Notes notes) {
        for (String key : new String[] {"adam_beta1", "adam_beta2", "adam_epsilon"}) {
            keys.find(key);
        }
        notes.refuse(
                keys.place("optimizer"),
                Problem.quote(name),
                "optimisers are AdamW in Axolotl's forms, and sgd with momentum 0.9",
                name.equals("sgd") ? "write optim_args: {momentum: 0.9} below it" : "write adamw_torch");
    }

    /** As far as it is here: that of the SGD that there is. */
    private static boolean momentum(Keys keys) {
        return keys.find("optim_args")
                .filter(node -> node instanceof MapNode map
                        ? map.entries().size() == 1
                                && map.get("momentum")
                                        .flatMap(Kinds.NUMBER::read)
                                        .equals(Optional.of(0.9))
                        : Kinds.TEXT.read(node).equals(Optional.of("momentum=0.9")))
                .isPresent();
    }

    private static void clip(Keys keys, Notes notes) {
        Optional<Double> norm = keys.number("max_grad_norm");
        if (norm.isEmpty()) {
            notes.fill("training.clip", 1, "Axolotl's default");
        } else {
            notes.set(keys.place("max_grad_norm"), "training.clip", norm.get() == 0 ? "none" : (Object) norm.get());
        }
    }
}
