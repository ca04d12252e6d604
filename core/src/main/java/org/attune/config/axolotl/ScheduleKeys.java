// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

import java.util.Map;
import java.util.Optional;
import org.attune.problem.Problem;

/** The course of the learning rate. */
final class ScheduleKeys implements KeyGroup {

    private static final double WARMUP = 0.03;

    /** Native shapes; a constant rate is constant from the first step on in transformers. */
    private static final Map<String, String> SHAPES = Map.of(
            "cosine", "cosine",
            "linear", "linear",
            "constant", "constant",
            "constant_with_warmup", "constant",
            "one_cycle", "one-cycle");

    @Override
    public void read(Keys keys, Notes notes) {
        Optional<String> name = keys.text("lr_scheduler");
        if (name.isEmpty()) {
            notes.fill("training.schedule", "cosine", "Axolotl's default");
        } else if (SHAPES.containsKey(name.get())) {
            notes.set(keys.place("lr_scheduler"), "training.schedule", SHAPES.get(name.get()));
        } else {
            notes.refuse(
                    keys.place("lr_scheduler"),
                    Problem.quote(name.get()),
                    "schedules are cosine, linear, constant, constant_with_warmup and one_cycle",
                    "write cosine, which is Axolotl's default");
        }
        Optional<Integer> steps = keys.whole("warmup_steps");
        Optional<Double> share = keys.number("warmup_ratio");
        if (steps.isPresent() && share.isPresent()) {
            notes.refuse(
                    keys.place("warmup_ratio"),
                    "beside warmup_steps",
                    "one of the two says it",
                    "leave one of them out");
        } else if (name.equals(Optional.of("constant"))) {
            notes.set(keys.place("lr_scheduler"), "training.warmup", 0);
            ignored(keys, notes);
        } else {
            warmup(keys, steps, share, notes);
        }
    }

    private static void ignored(Keys keys, Notes notes) {
        for (String key : new String[] {"warmup_steps", "warmup_ratio"}) {
            if (keys.find(key).isPresent()) {
                notes.ignore(key, "lr_scheduler: constant has no warm-up; constant_with_warmup has one");
            }
        }
    }

    /** A single step of warm-up would have the rate 0; Axolotl makes it two. */
    private static void warmup(Keys keys, Optional<Integer> steps, Optional<Double> share, Notes notes) {
        if (steps.isPresent()) {
            notes.set(keys.place("warmup_steps"), "training.warmup", steps.get() == 1 ? 2 : steps.get());
        } else if (share.isPresent() && share.get() >= 1) {
            notes.refuse(keys.place("warmup_ratio"), keys.shown("warmup_ratio"), "a share is less than 1", "write 0.1");
        } else if (share.isPresent()) {
            notes.set(keys.place("warmup_ratio"), "training.warmup", share.get());
            notes.differ("warmup_ratio", "rounded up to a whole step; Axolotl rounds down");
        } else {
            notes.fill("training.warmup", WARMUP, "Axolotl's default");
            notes.differ(
                    "warmup_steps", "3 % of the steps, as Axolotl's default; there it is never more than 100 steps");
        }
    }
}
