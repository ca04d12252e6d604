// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

import java.util.Optional;
import org.attune.problem.Problem;

/** All of the model, or low-rank parts beside it, on a base that may be quantised. */
final class AdapterKeys implements KeyGroup {

    @Override
    public void read(Keys keys, Notes notes) {
        Optional<String> adapter = keys.text("adapter");
        boolean four = keys.flag("load_in_4bit");
        boolean eight = keys.flag("load_in_8bit");
        if (adapter.isEmpty()) {
            notes.fill("method.name", "full", "no adapter");
            quantised(keys, four || eight, notes);
            LowRankKeys.unused(keys, notes);
            return;
        }
        boolean quantised = adapter.get().equals("qlora") || (adapter.get().equals("lora") && four);
        if (!quantised && !adapter.get().equals("lora")) {
            notes.refuse(
                    keys.place("adapter"),
                    Problem.quote(adapter.get()),
                    "adapters are lora and qlora",
                    "write lora, or leave it empty to train all of the model");
        }
        notes.set(keys.place("adapter"), "method.name", quantised ? "qlora" : "lora");
        if (four) {
            notes.ignore("load_in_4bit", "qlora says it");
        }
        if (eight) {
            eightBits(keys, quantised, notes);
        }
        LowRankKeys.read(keys, notes);
    }

    private static void eightBits(Keys keys, boolean quantised, Notes notes) {
        if (quantised) {
            notes.refuse(
                    keys.place("load_in_8bit"), "8 bits and qlora", "qlora keeps the base in 4 bits", "leave it out");
        } else {
            notes.differ("load_in_8bit", "the base is not rounded to 8 bits: exact, and more memory");
        }
    }

    private static void quantised(Keys keys, boolean asked, Notes notes) {
        if (asked) {
            notes.refuse(
                    keys.place(keys.flag("load_in_4bit") ? "load_in_4bit" : "load_in_8bit"),
                    "without an adapter",
                    "a base in few bits does not learn; an adapter beside it does",
                    "write adapter: qlora, or leave it out");
        }
    }
}
