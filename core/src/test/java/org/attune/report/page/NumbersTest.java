// SPDX-License-Identifier: Apache-2.0
package org.attune.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class NumbersTest {

    @Test
    void an_interval_reads_as_the_value_with_its_ends() {
        assertThat(Numbers.interval(0.91234, 0.8951, 0.92849)).isEqualTo("0.912 [0.895, 0.928]");
        assertThat(Numbers.interval(0.91234, Double.NaN, Double.NaN)).isEqualTo("0.912");
    }

    @Test
    void large_and_small_values_keep_digits_that_help() {
        assertThat(Numbers.value(2e-4)).isEqualTo("2e−4");
        assertThat(Numbers.value(0)).isEqualTo("0.000");
        assertThat(Numbers.value(-0.25)).isEqualTo("−0.250");
        assertThat(Numbers.value(12.3456)).isEqualTo("12.35");
        assertThat(Numbers.value(1234.5)).isEqualTo("1,235");
        assertThat(Numbers.value(1e300)).isEqualTo("1e300");
        assertThat(Numbers.value(Double.NaN)).isEqualTo("–");
        assertThat(Numbers.value(Double.NEGATIVE_INFINITY)).isEqualTo("−∞");
    }

    @Test
    void what_rounds_to_zero_has_no_sign() {
        assertThat(Numbers.value(-0.0)).isEqualTo("0.000");
        assertThat(Numbers.percent(-0.0)).isEqualTo("0 %");
    }

    @Test
    void shares_near_the_ends_keep_a_decimal() {
        assertThat(Numbers.percent(0.004)).isEqualTo("0.4 %");
        assertThat(Numbers.percent(0.996)).isEqualTo("99.6 %");
        assertThat(Numbers.percent(1)).isEqualTo("100 %");
        assertThat(Numbers.percent(0.18)).isEqualTo("18 %");
    }

    @Test
    void durations_and_sizes_have_units() {
        assertThat(Numbers.duration(1.84)).isEqualTo("1.8 s");
        assertThat(Numbers.duration(131.2)).isEqualTo("2 min 11 s");
        assertThat(Numbers.duration(7300)).isEqualTo("2 h 1 min");
        assertThat(Numbers.bytes(1.21e9)).isEqualTo("1.21 GB");
        assertThat(Numbers.bytes(105_527)).isEqualTo("106 kB");
    }

    @Property(tries = 200)
    void a_shown_value_is_within_a_thousandth_of_the_value(@ForAll @DoubleRange(min = -9, max = 9) double value) {
        double shown = Double.parseDouble(Numbers.value(value).replace('−', '-'));
        assertThat(Math.abs(shown - value)).isLessThanOrEqualTo(0.0005 + 1e-12);
    }
}
