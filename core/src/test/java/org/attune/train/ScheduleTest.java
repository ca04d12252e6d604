// SPDX-License-Identifier: Apache-2.0
package org.attune.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.attune.config.ScheduleConfig;
import org.attune.config.ScheduleConfig.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScheduleTest {

    /** Among them a rise of no step, of one, and of all. */
    @ParameterizedTest
    @EnumSource
    void every_rate_of_a_run_however_short_is_a_number_up_to_the_peak(Shape shape) {
        for (int steps = 1; steps <= 20; steps++) {
            for (double warmup : new double[] {0, 0.06, 0.5, 1, 20}) {
                Schedule schedule = new Schedule(new ScheduleConfig(shape, warmup), 0.1, steps);
                for (int step = 1; step <= steps; step++) {
                    assertThat(schedule.rate(step))
                            .as("step %d of %d, warm-up %s", step, steps, warmup)
                            .isBetween(0.0, 0.1);
                }
            }
        }
    }
}
