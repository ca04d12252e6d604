// SPDX-License-Identifier: Apache-2.0
package org.attune.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ChartTest {

    private static final Caption WORDS = new Caption("Loss", "falls", "step", "loss");

    @Property(tries = 300)
    void an_axis_holds_its_values_and_has_a_few_ticks(
            @ForAll @DoubleRange(min = -1e12, max = 1e12) double a,
            @ForAll @DoubleRange(min = -1e12, max = 1e12) double b) {
        Axis axis = Axis.around(Math.min(a, b), Math.max(a, b), 0, 100);

        assertThat(axis.at(a)).isBetween(-0.01, 100.01);
        assertThat(axis.at(b)).isBetween(-0.01, 100.01);
        assertThat(axis.ticks()).hasSizeBetween(2, 12);
    }

    @Test
    void an_axis_of_one_value_or_of_none_has_room_around_it() {
        assertThat(Axis.around(5, 5, 0, 1).at(5)).isBetween(0.0, 1.0);
        assertThat(Axis.around(Double.NaN, Double.NaN, 0, 1).ticks()).isNotEmpty();
        assertThat(Axis.around(-1e308, 1e308, 0, 1).ticks()).isNotEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new Axis(1, 1, 0, 1));
    }

    @Test
    void thinning_keeps_the_spike_and_the_limit() {
        double[] x = IntStream.range(0, 10_000).asDoubleStream().toArray();
        double[] y = new double[x.length];
        y[5_003] = 7;
        Points thinned = new Points(x, y).thinned(300);

        assertThat(thinned.size()).isLessThanOrEqualTo(300);
        assertThat(thinned.highest()).isEqualTo(7);
        assertThat(thinned.x()).isSorted();
    }

    @Test
    void sampling_keeps_the_first_and_the_last_point() {
        double[] x = IntStream.range(0, 1_001).asDoubleStream().toArray();
        Points sampled = new Points(x, x).sampled(300);

        assertThat(sampled.size()).isLessThanOrEqualTo(301);
        assertThat(sampled.x()[0]).isZero();
        assertThat(sampled.x()[sampled.size() - 1]).isEqualTo(1_000);
        assertThat(new Points(new double[0], new double[0]).sampled(300).size()).isZero();
    }

    @Test
    void smoothing_leaves_a_constant_alone_and_passes_over_what_is_no_number() {
        Points points = new Points(new double[] {1, 2, 3, 4}, new double[] {2, Double.NaN, 2, 2});

        assertThat(points.smoothed(10).y()).containsExactly(2.0, Double.NaN, 2.0, 2.0);
    }

    @Test
    void smoothing_does_not_lag_behind_a_slope() {
        double[] slope = IntStream.range(0, 1_000).asDoubleStream().toArray();

        assertThat(new Points(slope, slope).smoothed(50).y()).containsExactly(slope, within(1e-9));
    }

    @Test
    void a_line_is_broken_where_there_is_no_number() {
        Html page = new Html();
        Points points = new Points(new double[] {0, 1, 2, 3, 4}, new double[] {1, 2, Double.NaN, 2, 1});
        LineChart.draw(page, WORDS, LineChart.WIDE, List.of(new Series("loss", "s1", points, false)));

        String path = page.document().replaceAll("(?s).*<path d=\"([^\"]*)\".*", "$1");
        assertThat(path).matches("M[^ML]+ [^ML]+L[^ML]+M[^ML]+L[^ML]+");
    }

    @Test
    void a_chart_without_a_finite_point_is_left_out() {
        Html page = new Html();
        Points nothing = new Points(new double[] {1}, new double[] {Double.NaN});
        LineChart.draw(page, WORDS, LineChart.HALF, List.of(new Series("loss", "s1", nothing, true)));
        Scatter.draw(page, WORDS, nothing);

        assertThat(page.document()).doesNotContain("svg");
    }

    @Test
    void a_heat_map_of_many_labels_names_fewer_of_them_and_tells_each_cell() {
        int n = 120;
        List<String> labels = IntStream.range(0, n).mapToObj(i -> "label_" + i).toList();
        long[][] counts = new long[n][n];
        IntStream.range(0, n).forEach(i -> counts[i][i] = 4);
        counts[3][5] = 2;
        Html page = new Html();
        HeatMap.draw(page, WORDS, labels, counts);

        String svg = page.document();
        assertThat(svg).contains("<title>label_3 → label_5: 2 of 6</title>").contains("class=\"wrong\"");
        assertThat(svg.split("class=\"name", -1).length - 1).isLessThanOrEqualTo(2 * n / 2);
    }
}
