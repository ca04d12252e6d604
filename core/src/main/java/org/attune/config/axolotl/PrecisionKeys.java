// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

import java.util.Optional;
import org.attune.config.Kinds;

/** Of the arithmetic; and what is kept for the backward. */
final class PrecisionKeys implements KeyGroup {

    @Override
    public void read(Keys keys, Notes notes) {
        for (String key : new String[] {"fp16", "float16", "fp8"}) {
            if (keys.isOn(key)) {
                notes.refuse(
                        keys.place(key),
                        keys.shown(key),
                        "arithmetic is bf16 with fp32 masters, or fp32",
                        "write bf16: auto, and leave " + key + " out");
            } else if (keys.find(key).isPresent()) {
                notes.ignore(key, "switched off");
            }
        }
        if (keys.find("tf32").isPresent()) {
            notes.ignore("tf32", "precision says which arithmetic is used");
        }
        boolean whole = keys.flag("float32");
        boolean pure = keys.flag("bfloat16");
        String bf16 = keys.read("bf16", Kinds.TEXT).orElse("auto");
        Optional<Boolean> flag = keys.find("bf16").flatMap(Keys.FLAG::read);
        if (!flag.isPresent() && !bf16.equals("auto") && !bf16.equals("full")) {
            notes.refuse(keys.place("bf16"), keys.shown("bf16"), "bf16 is auto, true or false", "write auto");
        } else if (pure || flag.orElse(bf16.equals("full"))) {
            set(keys, pure ? "bfloat16" : "bf16", "bf16", notes);
        } else if (whole || flag.isPresent()) {
            set(keys, whole ? "float32" : "bf16", "fp32", notes);
        } else if (keys.find("bf16").isPresent()) {
            set(keys, "bf16", "auto", notes);
        } else {
            notes.fill("training.precision", "auto", "Axolotl's default");
        }
        recompute(keys, notes);
    }

    private static void set(Keys keys, String key, String precision, Notes notes) {
        notes.set(keys.place(key), "training.precision", precision);
        if (precision.equals("bf16")) {
            notes.differ(key, "what learns and the optimiser's state stay fp32, all of the model's weights too");
        }
    }

    private static void recompute(Keys keys, Notes notes) {
        if (keys.isOn("gradient_checkpointing")) {
            notes.set(keys.place("gradient_checkpointing"), "training.recompute", true);
        } else if (keys.find("gradient_checkpointing").isPresent()) {
            notes.set(keys.place("gradient_checkpointing"), "training.recompute", false);
        }
        if (keys.find("gradient_checkpointing_kwargs").isPresent()) {
            notes.ignore("gradient_checkpointing_kwargs", "how it is done inside torch changes no result");
        }
    }
}
