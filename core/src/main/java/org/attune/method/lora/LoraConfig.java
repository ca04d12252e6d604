// SPDX-License-Identifier: Apache-2.0
package org.attune.method.lora;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.attune.config.Kinds;
import org.attune.config.Rules;
import org.attune.config.Section;
import org.attune.model.Adapter;
import org.attune.model.PartPatterns;

/**
 * The options of LoRA; names and meaning are those of PEFT.
 *
 * @param targets names of linear layers, {@code *} for any characters; or {@code all-linear}: all of the backbone
 * @param saved names of modules that learn whole, besides the head
 * @param patterns ranks and alphas of layers that have their own
 * @param tokens rows that learn of tables, by the table's name or the end of it; empty for the table of words
 */
record LoraConfig(
        Adapter.Form form,
        List<String> targets,
        List<String> saved,
        PartPatterns patterns,
        Map<String, List<Integer>> tokens) {

    static final String ALL_LINEAR = "all-linear";

    static final LoraConfig DEFAULT = new LoraConfig(
            new Adapter.Form(8, 16, 0, false, false), List.of(ALL_LINEAR), List.of(), PartPatterns.NONE, Map.of());

    private static final int LARGEST = 1 << 16;

    LoraConfig {
        targets = List.copyOf(targets);
        saved = List.copyOf(saved);
        Rules rules = Rules.of("method")
                .between("rank", form.rank(), 1, LARGEST)
                .above("alpha", form.alpha(), 0)
                .below("dropout", form.dropout(), 0, 1)
                .that(!targets.isEmpty(), "target_modules", "not empty", targets)
                .that(
                        targets.size() == 1 || !targets.contains(ALL_LINEAR),
                        "target_modules",
                        "either " + ALL_LINEAR + " or names of layers",
                        targets);
        patterns.ranks().forEach((pattern, rank) -> rules.between("rank_pattern", rank, 1, LARGEST));
        patterns.alphas().forEach((pattern, alpha) -> rules.above("alpha_pattern", alpha, 0));
        check(rules, "rank_pattern", patterns.ranks().keySet());
        check(rules, "alpha_pattern", patterns.alphas().keySet());
        tokens.values()
                .forEach(ids -> rules.that(
                        !ids.isEmpty()
                                && ids.stream().distinct().count() == ids.size()
                                && ids.stream().allMatch(id -> id >= 0),
                        "trainable_token_indices",
                        "numbers of tokens, each once",
                        ids));
        rules.check();
    }

    private static void check(Rules rules, String key, Collection<String> patterns) {
        for (String pattern : patterns) {
            PartPatterns.wrong(pattern)
                    .ifPresent(wrong -> rules.that(
                            false,
                            key,
                            "regular expressions for names of layers (" + wrong + ")",
                            pattern,
                            "write the name of a layer, or the end of one, q_proj for example"));
        }
    }

    Adapter adapter(LoraTargets found) {
        List<Adapter.Part> parts = found.adapted().stream()
                .map(layer -> patterns.part(layer, layer, form))
                .toList();
        return new Adapter(form, parts, found.rows(), found.whole());
    }

    static LoraConfig read(Section section) {
        Adapter.Form standard = DEFAULT.form();
        Adapter.Form form = new Adapter.Form(
                section.integer("rank", standard.rank()),
                section.number("alpha", standard.alpha()),
                section.number("dropout", standard.dropout()),
                section.flag("use_rslora", standard.rankStabilised()),
                section.flag("use_dora", standard.decomposed()));
        List<String> targets = section.texts("target_modules", DEFAULT.targets());
        List<String> saved = section.texts("modules_to_save", DEFAULT.saved());
        PartPatterns patterns = new PartPatterns(
                section.present("rank_pattern", Kinds.WHOLE_MAP).orElse(Map.of()),
                section.present("alpha_pattern", Kinds.NUMBER_MAP).orElse(Map.of()));
        Map<String, List<Integer>> tokens =
                section.present("trainable_token_indices", TokenIndices.KIND).orElse(Map.of());
        return section.build(() -> new LoraConfig(form, targets, saved, patterns, tokens), DEFAULT);
    }
}
