// SPDX-License-Identifier: Apache-2.0
package org.attune.data.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.attune.data.similar.Components;
import org.attune.tensor.KeyedRandom;

/** What each mode promises, on rows with any inputs, groups and classes. */
class SplitLawsTest {

    /** Rows by three numbers: those with an equal first or second one stay together. */
    record Rows(int[] inputs, int[] groups, int[] classes, double[] shares) {

        Links links() {
            return new Links(inputs, List.of(groups), null);
        }

        long[] keys() {
            return Arrays.stream(inputs).mapToLong(i -> KeyedRandom.bits(77, i)).toArray();
        }

        Rows first(int count) {
            return new Rows(
                    Arrays.copyOf(inputs, count), Arrays.copyOf(groups, count), Arrays.copyOf(classes, count), shares);
        }
    }

    @Provide
    Arbitrary<Rows> rows() {
        Arbitrary<Integer> sizes = Arbitraries.integers().between(1, 120);
        Arbitrary<Long> seeds = Arbitraries.longs();
        Arbitrary<double[]> shares = Arbitraries.of(
                List.of(new double[] {0.8, 0.1, 0.1}, new double[] {0.5, 0.5}, new double[] {0.2, 0.2, 0.2, 0.2, 0.2}));
        return Combinators.combine(sizes, seeds, shares).as((size, seed, share) -> {
            Random random = new Random(seed);
            int spread = 1 + random.nextInt(2 * size);
            int[] inputs = random.ints(size, 0, spread).toArray();
            int[] groups = random.ints(size, -size, 1 + random.nextInt(size))
                    .map(g -> Math.max(-1, g))
                    .toArray();
            return new Rows(inputs, groups, random.ints(size, 0, 3).toArray(), share);
        });
    }

    @Property
    void in_the_exact_mode_no_input_and_no_group_lies_in_two_parts(@ForAll("rows") Rows rows) {
        Assignment assignment =
                new ExactSplit(rows.shares(), rows.keys()).assign(rows.links().components(), rows.classes());
        assertThat(assignment.part()).hasSameSizeAs(rows.inputs());
        nothingStraddles(rows, assignment);
    }

    @Property
    void in_the_exact_mode_each_class_has_its_share_within_its_largest_cluster(@ForAll("rows") Rows rows) {
        Components components = rows.links().components();
        Map<Integer, Integer> sizes = new HashMap<>();
        IntStream.range(0, rows.inputs().length).forEach(r -> sizes.merge(components.find(r), 1, Integer::sum));
        // clusters of one class, so that a cluster's class is that of its rows
        int[] classes = IntStream.range(0, rows.inputs().length)
                .map(r -> rows.classes()[components.find(r)])
                .toArray();
        Assignment assignment = new ExactSplit(rows.shares(), rows.keys()).assign(components, classes);
        for (int c = 0; c < 3; c++) {
            int stratum = c;
            int[] members = IntStream.range(0, classes.length)
                    .filter(r -> classes[r] == stratum)
                    .toArray();
            int largest = Arrays.stream(members)
                    .map(r -> sizes.getOrDefault(components.find(r), 0))
                    .max()
                    .orElse(1);
            for (int part = 0; part < rows.shares().length; part++) {
                int wanted = part;
                long count = Arrays.stream(members)
                        .filter(r -> assignment.part()[r] == wanted)
                        .count();
                assertThat(Math.abs(count - rows.shares()[part] * members.length))
                        .isLessThan(largest + 1e-6);
            }
        }
    }

    @Property
    void in_the_exact_mode_the_order_of_rows_does_not_matter(@ForAll("rows") Rows rows, @ForAll long seed) {
        int[] order = KeyedRandom.permutation(rows.inputs().length, seed);
        Rows turned = new Rows(
                picked(rows.inputs(), order),
                picked(rows.groups(), order),
                picked(rows.classes(), order),
                rows.shares());
        int[] straight = new ExactSplit(rows.shares(), rows.keys())
                .assign(rows.links().components(), rows.classes())
                .part();
        int[] other = new ExactSplit(rows.shares(), turned.keys())
                .assign(turned.links().components(), turned.classes())
                .part();
        assertThat(other).isEqualTo(picked(straight, order));
    }

    @Property
    void in_the_stable_mode_no_input_and_no_group_lies_in_two_parts(@ForAll("rows") Rows rows) {
        nothingStraddles(rows, new StableSplit(rows.shares(), rows.keys()).assign(rows.links()));
    }

    @Property
    void in_the_stable_mode_rows_that_are_added_move_none(@ForAll("rows") Rows rows, @ForAll int at) {
        int before = 1 + Math.floorMod(at, rows.inputs().length);
        Rows first = rows.first(before);
        int[] then = new StableSplit(rows.shares(), first.keys())
                .assign(first.links())
                .part();
        int[] now =
                new StableSplit(rows.shares(), rows.keys()).assign(rows.links()).part();
        assertThat(Arrays.copyOf(now, before)).isEqualTo(then);
    }

    @Property(tries = 50)
    void in_the_stable_mode_shares_hold_within_binomial_bounds(@ForAll long seed) {
        int size = 4000;
        long[] keys = IntStream.range(0, size)
                .mapToLong(i -> KeyedRandom.bits(seed, i))
                .toArray();
        int[] alone = IntStream.range(0, size).toArray();
        int[] none = new int[size];
        Arrays.fill(none, -1);
        double[] shares = {0.8, 0.1, 0.1};
        int[] part = new StableSplit(shares, keys)
                .assign(new Links(alone, List.of(none), null))
                .part();
        for (int p = 0; p < shares.length; p++) {
            int wanted = p;
            double deviation = Math.sqrt(size * shares[p] * (1 - shares[p]));
            long count = Arrays.stream(part).filter(x -> x == wanted).count();
            assertThat(Math.abs(count - size * shares[p])).isLessThan(6 * deviation);
        }
    }

    @Property
    void in_time_nothing_that_is_learnt_from_is_younger_and_no_cluster_lies_in_two_parts(@ForAll("rows") Rows rows) {
        double[] times = Arrays.stream(rows.classes()).asDoubleStream().toArray();
        Components components = rows.links().components();
        Assignment assignment = new TimeSplit(rows.shares()).assign(components, times);
        nothingStraddles(rows, assignment);
        Map<Integer, Double> earliest = new HashMap<>();
        IntStream.range(0, times.length).forEach(r -> earliest.merge(components.find(r), times[r], Math::min));
        for (int a = 0; a < times.length; a++) {
            for (int b = 0; b < a; b++) {
                if (assignment.part()[a] < assignment.part()[b]) {
                    assertThat(earliest.get(components.find(a))).isLessThan(earliest.get(components.find(b)));
                }
            }
        }
    }

    private static void nothingStraddles(Rows rows, Assignment assignment) {
        for (int a = 0; a < rows.inputs().length; a++) {
            for (int b = 0; b < a; b++) {
                boolean placed =
                        assignment.part()[a] != Assignment.ASIDE && assignment.part()[b] != Assignment.ASIDE;
                if (placed && rows.links().linked(a, b)) {
                    assertThat(assignment.part()[a]).isEqualTo(assignment.part()[b]);
                    assertThat(assignment.cluster()[a]).isEqualTo(assignment.cluster()[b]);
                }
            }
        }
    }

    private static int[] picked(int[] values, int[] order) {
        return Arrays.stream(order).map(i -> values[i]).toArray();
    }
}
