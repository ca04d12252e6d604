// SPDX-License-Identifier: Apache-2.0
package org.attune.method.ewc;

import org.attune.config.RetainConfig;
import org.attune.config.Rules;
import org.attune.config.Section;

/**
 * The options of elastic weight consolidation.
 *
 * @param retain the task of before, with rows of it
 * @param strength λ, to be looked for in powers of ten
 * @param rows of it at most that the Fisher information is taken from
 */
record Consolidation(RetainConfig retain, double strength, int rows) {

    static final Consolidation DEFAULT = new Consolidation(RetainConfig.OWN, 1000, 1000);

    private static final double MOST = 1e12;

    Consolidation {
        Rules.of("method")
                .between("strength", strength, 0, MOST)
                .atLeast("rows", rows, 1)
                .check();
    }

    static Consolidation read(Section section) {
        RetainConfig retain = RetainConfig.read(section, "retain", true);
        double strength = section.number("strength", DEFAULT.strength());
        int rows = section.integer("rows", DEFAULT.rows());
        return section.build(() -> new Consolidation(retain, strength, rows), DEFAULT);
    }
}
