// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.attune.config.Kinds;
import org.attune.config.Rules;
import org.attune.config.Section;

/**
 * Of which parts of the test rows quality is said, and under which noise.
 *
 * @param length by thirds of the rows by their words
 * @param frequency by thirds of the classes by how often training has them
 * @param columns of the test data by whose values
 * @param noise that is put on texts
 */
record SliceRules(boolean length, boolean frequency, List<String> columns, List<Noise> noise) {

    static final SliceRules NONE = new SliceRules(false, false, List.of(), List.of());

    private static final List<String> NAMES =
            Arrays.stream(Noise.values()).map(Kinds::word).toList();

    SliceRules {
        columns = List.copyOf(columns);
        noise = List.copyOf(noise);
    }

    static SliceRules bind(Section section) {
        boolean length = section.flag("length", false);
        boolean frequency = section.flag("frequency", false);
        List<String> columns = section.texts("columns", List.of());
        List<String> named = section.texts("noise", List.of());
        section.finish();
        return section.build(() -> of(length, frequency, columns, named), NONE);
    }

    private static SliceRules of(boolean length, boolean frequency, List<String> columns, List<String> named) {
        Rules rules = Rules.of("slices");
        List<Noise> noise = new ArrayList<>();
        for (String name : named) {
            rules.that(
                    NAMES.contains(name),
                    "noise",
                    "of " + String.join(", ", NAMES),
                    name,
                    "write noise: [typos, upper, lower, ocr]");
            Arrays.stream(Noise.values())
                    .filter(one -> Kinds.word(one).equals(name))
                    .forEach(noise::add);
        }
        rules.check();
        return new SliceRules(
                length, frequency, columns, noise.stream().distinct().toList());
    }

    /** Whether test rows themselves are asked for anything. */
    boolean cuts() {
        return length || frequency || !columns.isEmpty();
    }
}
