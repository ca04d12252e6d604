// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every sampler; one of one's own is a line in {@link #samplers}. */
class SamplerContractTest {

    /** All it takes: this one walks along the diagonal. */
    private static final Sampler DIAGONAL = question -> {
        double[] units = new double[question.space().size()];
        Arrays.fill(units, question.draws().unit());
        return Optional.of(question.space().at(units));
    };

    static Stream<Sampler> samplers() {
        return Stream.concat(Samplers.NAMES.stream().map(Samplers::named), Stream.of(DIAGONAL));
    }

    /** Trials one after another. */
    private static List<Trial> study(
            Sampler sampler, Space space, long seed, int trials, ToDoubleFunction<Point> loss) {
        Suggestions suggestions = new Suggestions(space, sampler, seed, false, List.of());
        List<Trial> study = new ArrayList<>();
        for (int i = 0; i < trials; i++) {
            Optional<Point> next = suggestions.next(study);
            if (next.isEmpty()) {
                break;
            }
            double value = loss.applyAsDouble(next.get());
            boolean done = Double.isFinite(value);
            study.add(new Trial(i, next.get(), done ? Trial.State.DONE : Trial.State.FAILED, List.of(), value, 0, ""));
        }
        return study;
    }

    private static double loss(Point point) {
        double rate = Math.log10(point.get("training.learning_rate")) + 3;
        return rate * rate + (point.has("method.rank") ? Math.abs(point.get("method.rank") - 16) / 16 : 1);
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void every_point_lies_in_the_space_and_none_comes_twice(Sampler sampler) {
        Space space = Spaces.mixed();
        List<Trial> study = study(sampler, space, 1, 25, SamplerContractTest::loss);
        Set<Point> points = new HashSet<>();
        for (Trial trial : study) {
            assertThat(space.point(space.texts(trial.point()))).hasValue(trial.point());
            points.add(trial.point());
        }
        assertThat(study).hasSize(25);
        assertThat(points).hasSize(25);
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void the_same_seed_is_the_same_study_and_another_seed_another(Sampler sampler) {
        Space space = Spaces.mixed();
        List<Trial> one = study(sampler, space, 1, 15, SamplerContractTest::loss);
        assertThat(study(sampler, space, 1, 15, SamplerContractTest::loss)).isEqualTo(one);
        assertThat(study(sampler, space, 2, 15, SamplerContractTest::loss)).isNotEqualTo(one);
    }

    /** A sampler that kept something would answer otherwise after a restart. */
    @ParameterizedTest
    @MethodSource("samplers")
    void a_question_has_one_answer_whatever_was_asked_before(Sampler sampler) {
        Space space = Spaces.mixed();
        List<Trial> study = study(sampler, space, 1, 14, SamplerContractTest::loss);
        Suggestions suggestions = new Suggestions(space, sampler, 1, false, List.of());
        Optional<Point> twelfth = suggestions.next(study.subList(0, 12));
        assertThat(twelfth).hasValue(study.get(12).point());
        suggestions.next(study.subList(0, 3));
        assertThat(suggestions.next(study.subList(0, 12))).isEqualTo(twelfth);
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void a_small_space_is_tried_whole_and_then_there_is_nothing_left(Sampler sampler) {
        List<Trial> study =
                study(sampler, Spaces.small(), 3, 50, point -> point.values().size());
        assertThat(study).hasSize(6);
        assertThat(study.stream().map(Trial::point)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void trials_that_failed_and_equal_values_are_no_obstacle(Sampler sampler) {
        Space space = Spaces.mixed();
        assertThat(study(sampler, space, 1, 14, point -> 1)).hasSize(14);
        assertThat(study(sampler, space, 1, 14, point -> Double.NaN)).hasSize(14);
        assertThat(study(sampler, space, 1, 14, point -> point.has("method.rank") ? 1e300 : 0))
                .hasSize(14);
    }

    /** Each by its median over seeds, beside random points: a model that says nothing, or the contrary, does not pass. */
    @Test
    void samplers_that_are_told_results_find_lower_values_than_random_ones() {
        double random = median("random");
        assertThat(median("tpe")).isLessThan(0.6 * random);
        assertThat(median("gp")).isLessThan(0.3 * random);
    }

    private static double median(String sampler) {
        double[] lowest = new double[9];
        for (int seed = 0; seed < lowest.length; seed++) {
            lowest[seed] = study(Samplers.named(sampler), Spaces.mixed(), seed, 30, SamplerContractTest::loss).stream()
                    .mapToDouble(Trial::value)
                    .min()
                    .orElseThrow();
        }
        Arrays.sort(lowest);
        return lowest[lowest.length / 2];
    }

    @Test
    void a_larger_value_is_the_better_one_where_the_metric_says_so() {
        Space line = new Space(List.of(new Parameter("x", new Real(0, 1, false, 5))));
        List<Trial> told = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            double x = i / 19.0;
            told.add(new Trial(i, new Point(Map.of("x", x)), Trial.State.DONE, List.of(), x, 0, ""));
        }
        for (String name : List.of("tpe", "gp")) {
            Point up = new Suggestions(line, Samplers.named(name), 1, true, List.of())
                    .next(told)
                    .orElseThrow();
            Point down = new Suggestions(line, Samplers.named(name), 1, false, List.of())
                    .next(told)
                    .orElseThrow();
            assertThat(up.get("x")).as(name).isGreaterThan(0.7);
            assertThat(down.get("x")).as(name).isLessThan(0.3);
        }
    }

    @Test
    void an_earlier_study_is_told_first_and_its_points_may_be_tried_again() {
        Space line = new Space(List.of(new Parameter("x", new Real(0, 1, false, 5))));
        List<Trial> earlier = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            double x = i / 19.0;
            earlier.add(new Trial(i, new Point(Map.of("x", x)), Trial.State.DONE, List.of(), Math.abs(x - 0.6), 0, ""));
        }
        Suggestions warm = new Suggestions(line, Samplers.named("gp"), 1, false, earlier);
        assertThat(warm.next(List.of()).orElseThrow().get("x")).isBetween(0.5, 0.7);
        assertThat(warm.told(List.of())).hasSize(20);
    }

    @Test
    void what_still_runs_counts_as_the_median_and_what_failed_as_the_worst() {
        Space line = new Space(List.of(new Parameter("x", new Real(0, 1, false, 5))));
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            trials.add(new Trial(i, new Point(Map.of("x", 0.1 * i)), Trial.State.DONE, List.of(), i, 0, ""));
        }
        trials.add(Trial.begun(5, new Point(Map.of("x", 0.9))));
        trials.add(new Trial(6, new Point(Map.of("x", 0.8)), Trial.State.FAILED, List.of(), Double.NaN, 0, "nan"));
        assertThat(new Suggestions(line, DIAGONAL, 1, false, List.of()).told(trials))
                .extracting(Observation::loss)
                .containsExactly(0.0, 1.0, 2.0, 3.0, 4.0, 2.0, 4.0);
        assertThat(new Suggestions(line, DIAGONAL, 1, true, List.of()).told(trials))
                .extracting(Observation::loss)
                .containsExactly(-0.0, -1.0, -2.0, -3.0, -4.0, -2.0, -0.0);
    }
}
