// SPDX-License-Identifier: Apache-2.0
package org.attune.method.distill;

import org.attune.config.Kinds;
import org.attune.config.Rules;
import org.attune.config.Section;

/**
 * The options of distillation.
 *
 * @param teacher a tuned model with the labels of the data, by any name that a model has
 * @param temperature that softens what both say of classes
 * @param alpha the share of the teacher in the loss; the rest is the task's own
 */
record Lesson(String teacher, double temperature, double alpha) {

    static final Lesson DEFAULT = new Lesson("missing", 2, 0.5);

    private static final double HOTTEST = 100;

    Lesson {
        Rules.of("method")
                .notBlank("teacher", teacher)
                .that(
                        temperature > 0 && temperature <= HOTTEST,
                        "temperature",
                        "more than 0 and at most 100",
                        temperature)
                .between("alpha", alpha, 0, 1)
                .check();
    }

    static Lesson read(Section section) {
        String teacher = section.required(
                "teacher",
                Kinds.TEXT,
                DEFAULT.teacher(),
                "write teacher: a run directory or another tuned model under method:");
        double temperature = section.number("temperature", DEFAULT.temperature());
        double alpha = section.number("alpha", DEFAULT.alpha());
        return section.build(() -> new Lesson(teacher, temperature, alpha), DEFAULT);
    }
}
