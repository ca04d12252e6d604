// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

import java.util.Optional;
import org.attune.problem.Problem;

/** How often something is done: Axolotl says it in steps, in shares of the run, or by how often in an epoch. */
record Intervals(Keys keys, Notes notes) {

    /**
     * What a recipe says for it; empty where nothing is said.
     *
     * @param exact whether what is done depends on it, so that it must be the same
     */
    Optional<Object> read(String steps, String perEpoch, String strategy, boolean exact) {
        double count = keys.number(steps).orElse(0.0);
        double times = keys.number(perEpoch).orElse(0.0);
        Optional<String> word = keys.text(strategy);
        Optional<Integer> most = keys.whole("max_steps").filter(total -> total > 0);
        if (count >= 1 && count == Math.rint(count) && count <= 1e9) {
            return Optional.of((int) count);
        }
        if (count > 0 && count < 1 && most.isPresent()) {
            return Optional.of((int) Math.ceil(count * most.get()));
        }
        if (count != 0 || (times != 0 && times != 1)) {
            return Optional.of(roughly(count != 0 ? steps : perEpoch, exact));
        }
        return times == 1 ? Optional.of("epoch") : word.flatMap(said -> named(strategy, said));
    }

    private String roughly(String key, boolean exact) {
        if (exact) {
            notes.refuse(
                    keys.place(key),
                    keys.shown(key),
                    "early stopping counts evaluations after so many steps, or after each epoch",
                    "write the number of steps, or once in an epoch");
        } else {
            notes.differ(key, "once at the end of each epoch");
        }
        return "epoch";
    }

    private Optional<Object> named(String key, String strategy) {
        switch (strategy) {
            case "epoch" -> {
                return Optional.of("epoch");
            }
            case "no", "false", "steps", "best" -> notes.differ(key, "once at the end of each epoch");
            default ->
                notes.refuse(
                        keys.place(key), Problem.quote(strategy), "a strategy is no, steps or epoch", "write epoch");
        }
        return Optional.empty();
    }
}
