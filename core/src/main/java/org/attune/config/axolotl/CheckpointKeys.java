// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

import java.util.Optional;

/** When the run can go on from. */
final class CheckpointKeys implements KeyGroup {

    private static final int KEPT = 4;

    @Override
    public void read(Keys keys, Notes notes) {
        Optional<Object> every =
                new Intervals(keys, notes).read("save_steps", "saves_per_epoch", "save_strategy", false);
        String said = keys.isOn("save_steps")
                ? "save_steps"
                : keys.isOn("saves_per_epoch") ? "saves_per_epoch" : "save_strategy";
        every.ifPresent(interval -> notes.set(keys.place(said), "checkpoint.every", interval));
        keys.whole("save_total_limit")
                .filter(count -> count != 0)
                .ifPresentOrElse(
                        count -> notes.set(keys.place("save_total_limit"), "checkpoint.keep", count),
                        () -> notes.fill("checkpoint.keep", KEPT, "Axolotl's default"));
    }
}
