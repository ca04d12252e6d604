// SPDX-License-Identifier: Apache-2.0
package org.attune.method.lora;

import java.util.List;
import org.attune.config.Rules;
import org.attune.config.Section;
import org.attune.model.Adapter;

/**
 * The options of LoRA; names and meaning are those of PEFT.
 *
 * @param alpha the parts are scaled by alpha/rank
 * @param dropout of what goes into the parts
 * @param targets names of linear layers, {@code *} for any characters; or {@code all-linear}: all of the backbone
 * @param saved names of modules that learn whole, besides the head
 * @param rankStabilised scale by alpha/√rank
 */
record LoraConfig(
        int rank, double alpha, double dropout, List<String> targets, List<String> saved, boolean rankStabilised) {

    static final String ALL_LINEAR = "all-linear";

    static final LoraConfig DEFAULT = new LoraConfig(8, 16, 0, List.of(ALL_LINEAR), List.of(), false);

    private static final int LARGEST = 1 << 16;

    LoraConfig {
        targets = List.copyOf(targets);
        saved = List.copyOf(saved);
        Rules.of("method")
                .between("rank", rank, 1, LARGEST)
                .above("alpha", alpha, 0)
                .below("dropout", dropout, 0, 1)
                .that(!targets.isEmpty(), "target_modules", "not empty", targets)
                .that(
                        targets.size() == 1 || !targets.contains(ALL_LINEAR),
                        "target_modules",
                        "either " + ALL_LINEAR + " or names of layers",
                        targets)
                .check();
    }

    Adapter adapter(LoraTargets targets) {
        return new Adapter(rank, alpha, dropout, rankStabilised, targets.adapted(), targets.whole());
    }

    static LoraConfig read(Section section) {
        int rank = section.integer("rank", DEFAULT.rank());
        double alpha = section.number("alpha", DEFAULT.alpha());
        double dropout = section.number("dropout", DEFAULT.dropout());
        List<String> targets = section.texts("target_modules", DEFAULT.targets());
        List<String> saved = section.texts("modules_to_save", DEFAULT.saved());
        boolean rankStabilised = section.flag("use_rslora", DEFAULT.rankStabilised());
        return section.build(() -> new LoraConfig(rank, alpha, dropout, targets, saved, rankStabilised), DEFAULT);
    }
}
