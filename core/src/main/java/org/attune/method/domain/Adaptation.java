// SPDX-License-Identifier: Apache-2.0
package org.attune.method.domain;

import java.util.List;
import org.attune.config.Kinds;
import org.attune.config.Rules;
import org.attune.config.Section;

/**
 * The options of adaptation to another domain.
 *
 * @param target files with rows of that domain, whose labels, if they have any, are not looked at
 * @param strength how much the distance between the domains counts beside the task
 * @param hidden units of the adversary's hidden layer; of the others without meaning
 */
record Adaptation(List<String> target, double strength, int hidden) {

    static final Adaptation DEFAULT = new Adaptation(List.of(), 1, 100);

    private static final double MOST = 1e6;

    Adaptation {
        target = List.copyOf(target);
        Rules.of("method")
                .between("strength", strength, 0, MOST)
                .atLeast("hidden", hidden, 1)
                .check();
    }

    static Adaptation read(Section section, boolean adversary) {
        List<String> target = section.required(
                "target", Kinds.TEXTS, List.of(), "name files with rows of the other domain; they need no labels");
        double strength = section.number("strength", DEFAULT.strength());
        int hidden = adversary ? section.integer("hidden", DEFAULT.hidden()) : DEFAULT.hidden();
        return section.build(() -> new Adaptation(target, strength, hidden), DEFAULT);
    }
}
