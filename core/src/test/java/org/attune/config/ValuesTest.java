// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.attune.problem.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    @ParameterizedTest
    @CsvSource({
        "epoch, EPOCH, 1",
        "500, STEPS, 500",
        "500 steps, STEPS, 500",
        "1 step, STEPS, 1",
        "30m, MINUTES, 30",
        "30 m, MINUTES, 30",
        "5 min, MINUTES, 5",
        "1 minute, MINUTES, 1",
        "90 minutes, MINUTES, 90"
    })
    void intervals_have_their_forms(String text, Interval.Unit unit, int amount) {
        Node node = ScalarNode.plain(Source.DEFAULT, text);
        Interval interval = Interval.KIND.read(node).orElseThrow();
        assertThat(interval).isEqualTo(new Interval(unit, amount));
        assertThat(Interval.KIND.read(Node.of(Interval.KIND.write(interval), Source.DEFAULT)))
                .contains(interval);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "epochs", "m", "0 minutes", "30 hours", "99999999999m", ""})
    void other_texts_are_no_intervals(String text) {
        assertThat(Interval.KIND.read(ScalarNode.plain(Source.DEFAULT, text))).isEmpty();
    }

    @Test
    void warmup_is_a_share_below_one_and_steps_from_one_on() {
        ScheduleConfig.Shape linear = ScheduleConfig.Shape.LINEAR;
        assertThat(new ScheduleConfig(linear, 0.06).warmupSteps(1001)).isEqualTo(61);
        assertThat(new ScheduleConfig(linear, 0).warmupSteps(1000)).isZero();
        assertThat(new ScheduleConfig(linear, 1).warmupSteps(1000)).isEqualTo(1);
        assertThat(new ScheduleConfig(linear, 5000).warmupSteps(1000)).isEqualTo(1000);
    }

    @Test
    void a_record_states_all_its_broken_rules_with_their_keys() {
        assertThatThrownBy(() -> new OptimizerConfig(
                        OptimizerConfig.Algorithm.ADAM,
                        Optional.of(-0.1),
                        Double.NaN,
                        Optional.of(-1.0),
                        0,
                        new Averaging.None()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("training.learning_rate")
                .hasMessageContaining("training.weight_decay")
                .hasMessageContaining("training.clip")
                .hasMessageContaining("training.layer_decay");
    }
}
