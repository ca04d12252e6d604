// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

import org.attune.problem.Problem;

/** How long rows may be. */
final class LengthKeys {

    private static final int SEQUENCE_LENGTH = 512;

    private LengthKeys() {}

    /** @param texts whether rows are texts without turns, which both tools take apart where they are too long */
    static void read(Keys keys, boolean texts, Notes notes) {
        keys.whole("sequence_len")
                .ifPresentOrElse(
                        length -> notes.set(keys.place("sequence_len"), "data.max_length", length),
                        () -> notes.fill("data.max_length", SEQUENCE_LENGTH, "Axolotl's default"));
        String excess = keys.text("excess_length_strategy").orElse("drop");
        switch (excess) {
            case "truncate" -> notes.set(keys.place("excess_length_strategy"), "data.truncation", "right");
            case "raise" -> notes.set(keys.place("excess_length_strategy"), "data.truncation", "error");
            case "drop" -> {
                notes.fill("data.truncation", "right", "rows are not left out by their length");
                if (texts) {
                    return;
                }
                notes.differ("sequence_len", "conversations that are longer are cut at their end, not left out");
            }
            default ->
                notes.refuse(
                        keys.place("excess_length_strategy"),
                        Problem.quote(excess),
                        "rows that are too long are cut, or an error",
                        "write truncate or raise");
        }
    }
}
