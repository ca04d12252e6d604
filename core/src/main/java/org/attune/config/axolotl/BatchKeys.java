// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

import java.util.Optional;

/** How many rows a step has, and how many steps there are. */
final class BatchKeys implements KeyGroup {

    @Override
    public void read(Keys keys, Notes notes) {
        epochs(keys, notes);
        keys.whole("max_steps")
                .filter(steps -> steps > 0)
                .ifPresent(steps -> notes.set(keys.place("max_steps"), "training.max_steps", steps));
        int micro = keys.whole("micro_batch_size").orElse(1);
        Optional<Integer> whole = keys.whole("batch_size");
        int accumulated = keys.whole("gradient_accumulation_steps").orElse(1);
        if (micro < 1 || accumulated < 1 || whole.orElse(micro) < 1) {
            notes.refuse(
                    keys.place("micro_batch_size"), micro + " and " + accumulated, "sizes are at least 1", "write 1");
        } else if (whole.isPresent()) {
            whole(keys, micro, whole.get(), notes);
        } else {
            size(keys, (long) micro * accumulated, notes);
        }
        micro(keys, micro, notes);
        packing(keys, notes);
    }

    private static void epochs(Keys keys, Notes notes) {
        double epochs = keys.number("num_epochs").orElse(1.0);
        if (keys.find("num_epochs").isEmpty()) {
            notes.fill("training.epochs", 1, "Axolotl's default");
        } else if (epochs == Math.rint(epochs) && epochs >= 1 && epochs <= 1e6) {
            notes.set(keys.place("num_epochs"), "training.epochs", (int) epochs);
        } else {
            notes.refuse(
                    keys.place("num_epochs"),
                    keys.shown("num_epochs"),
                    "epochs are a whole number, at least 1",
                    "write the next whole number, and max_steps to stop before its end");
        }
    }

    private static void whole(Keys keys, int micro, int rows, Notes notes) {
        if (rows % micro != 0 || keys.find("gradient_accumulation_steps").isPresent()) {
            notes.refuse(
                    keys.place("batch_size"),
                    keys.shown("batch_size"),
                    "batch_size is a multiple of micro_batch_size, and stands without gradient_accumulation_steps",
                    "write micro_batch_size and gradient_accumulation_steps instead");
        } else {
            notes.set(keys.place("batch_size"), "training.batch_size", rows);
        }
    }

    private static void size(Keys keys, long rows, Notes notes) {
        String first = keys.find("micro_batch_size").isPresent() ? "micro_batch_size" : "gradient_accumulation_steps";
        if (keys.find(first).isPresent()) {
            Place both = new Place(
                    "micro_batch_size × gradient_accumulation_steps",
                    keys.place(first).source());
            notes.set(both, "training.batch_size", rows);
        } else {
            notes.fill("training.batch_size", rows, "Axolotl's default");
        }
    }

    private static void micro(Keys keys, int rows, Notes notes) {
        if (keys.find("micro_batch_size").isPresent()) {
            notes.set(keys.place("micro_batch_size"), "training.micro_batch_size", rows);
        } else {
            notes.fill("training.micro_batch_size", rows, "Axolotl's default");
        }
    }

    private static void packing(Keys keys, Notes notes) {
        if (keys.flag("sample_packing")) {
            notes.set(keys.place("sample_packing"), "training.packing", true);
            notes.differ(
                    "sample_packing",
                    "a step has batch_size rows of the data; Axolotl counts packed sequences of sequence_len tokens, each of"
                            + " several rows, so its steps are larger and fewer: raise training.batch_size to match");
        }
    }
}
