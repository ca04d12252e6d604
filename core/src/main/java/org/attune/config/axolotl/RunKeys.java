// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

import org.attune.config.Kinds;

/** What is left of a run: its seed and its folder. */
final class RunKeys implements KeyGroup {

    private static final int SEED = 42;
    private static final String FOLDER = "./model-out";

    @Override
    public void read(Keys keys, Notes notes) {
        keys.read("seed", Kinds.LONG)
                .ifPresentOrElse(
                        seed -> notes.set(keys.place("seed"), "seed", seed),
                        () -> notes.fill("seed", SEED, "Axolotl's default"));
        keys.text("output_dir")
                .ifPresentOrElse(
                        folder -> notes.set(keys.place("output_dir"), "output", folder),
                        () -> notes.fill("output", FOLDER, "Axolotl's default"));
    }
}
