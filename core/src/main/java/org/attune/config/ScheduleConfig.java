// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

/**
 * The course of the learning rate.
 *
 * @param warmup a share of all steps if less than 1, otherwise a whole number of steps
 */
public record ScheduleConfig(Shape shape, double warmup) {

    public static final ScheduleConfig DEFAULT = new ScheduleConfig(Shape.LINEAR, 0.06);

    public enum Shape {
        LINEAR,
        COSINE,
        CONSTANT,
        ONE_CYCLE
    }

    public ScheduleConfig {
        boolean whole = warmup == Math.rint(warmup) && warmup <= 1e9;
        Rules.of("training")
                .that(
                        warmup >= 0 && (warmup < 1 || whole),
                        "warmup",
                        "a share less than 1, or a whole number of steps",
                        warmup)
                .check();
    }

    /** Steps of warm-up of a run of so many steps, rounded up as transformers does, at most all of them. */
    public long warmupSteps(long steps) {
        double asked = warmup < 1 ? Math.ceil(warmup * steps) : warmup;
        return Math.min(steps, (long) asked);
    }

    static ScheduleConfig bind(Section training) {
        Shape shape = training.choice("schedule", Shape.LINEAR);
        double warmup = training.number("warmup", 0.06);
        return training.build(() -> new ScheduleConfig(shape, warmup), DEFAULT);
    }
}
