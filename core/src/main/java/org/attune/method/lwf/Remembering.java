// SPDX-License-Identifier: Apache-2.0
package org.attune.method.lwf;

import org.attune.config.RetainConfig;
import org.attune.config.Rules;
import org.attune.config.Section;

/**
 * The options of learning without forgetting; the defaults are the paper's.
 *
 * @param retain the task of before, of which only the head is wanted
 * @param temperature that softens what the head says and said of classes
 * @param strength how much the old answers count beside the new task, λ
 */
record Remembering(RetainConfig retain, double temperature, double strength) {

    static final Remembering DEFAULT = new Remembering(RetainConfig.OWN, 2, 1);

    private static final double HOTTEST = 100;
    private static final double MOST = 1e6;

    Remembering {
        Rules.of("method")
                .that(
                        temperature > 0 && temperature <= HOTTEST,
                        "temperature",
                        "more than 0 and at most 100",
                        temperature)
                .between("strength", strength, 0, MOST)
                .check();
    }

    static Remembering read(Section section) {
        RetainConfig retain = RetainConfig.read(section, "retain", false);
        double temperature = section.number("temperature", DEFAULT.temperature());
        double strength = section.number("strength", DEFAULT.strength());
        return section.build(() -> new Remembering(retain, temperature, strength), DEFAULT);
    }
}
