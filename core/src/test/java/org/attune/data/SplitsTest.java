// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.attune.problem.InputException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SplitsTest {

    private static final Names NAMES = Names.of(List.of("text", "label"));
    private static final List<String> TEXT = List.of("text");

    private static String label(Row row) {
        return String.valueOf(row.value("label"));
    }

    private static List<Row> rows(List<String> textsAndLabels) {
        List<Row> rows = new ArrayList<>();
        for (String one : textsAndLabels) {
            String[] parts = one.split("\\|");
            rows.add(new Row(
                    rows.size(), "a.csv", rows.size() + 2, new Fields(NAMES, new Object[] {parts[0], parts[1]})));
        }
        return rows;
    }

    /** Classes of very different sizes; texts that may repeat, also under another label. */
    @Provide
    Arbitrary<List<Row>> labelled() {
        Arbitrary<String> text = Arbitraries.integers().between(0, 300).map(i -> "text " + i);
        Arbitrary<String> label = Arbitraries.of("a", "a", "a", "a", "a", "b", "b", "c");
        return Combinators.combine(text, label)
                .as((t, l) -> t + "|" + l)
                .list()
                .ofMinSize(2)
                .ofMaxSize(200)
                .map(SplitsTest::rows);
    }

    @Provide
    Arbitrary<List<Row>> distinct() {
        return Arbitraries.of("a", "a", "a", "a", "a", "b", "b", "c", "d")
                .list()
                .ofMinSize(4)
                .ofMaxSize(200)
                .map(labels -> {
                    List<String> rows = new ArrayList<>();
                    labels.forEach(l -> rows.add("text " + rows.size() + "|" + l));
                    return rows(rows);
                });
    }

    @Property(tries = 200)
    void the_same_rows_are_held_out_as_with_objects_for_each(
            @ForAll("labelled") List<Row> rows, @ForAll @DoubleRange(min = 0.01, max = 0.99) double share) {
        Split split = split(rows, share, 13);
        if (split == null) {
            return;
        }
        assertThat(split.held()).isNotEmpty();
        assertThat(split.held().stream().map(Row::id).collect(Collectors.toSet()))
                .isEqualTo(SplitReference.held(rows, share, 13, TEXT, SplitsTest::label));
    }

    @Property(tries = 200)
    void parts_are_disjoint_and_complete_and_keep_the_order(
            @ForAll("labelled") List<Row> rows, @ForAll @DoubleRange(min = 0.01, max = 0.99) double share) {
        Split split = split(rows, share, 13);
        if (split == null) {
            return;
        }
        Set<Long> ids = new HashSet<>();
        split.train().forEach(r -> assertThat(ids.add(r.id())).isTrue());
        split.held().forEach(r -> assertThat(ids.add(r.id())).isTrue());
        assertThat(ids).hasSize(rows.size());
        assertThat(split.held()).isNotEmpty().isSortedAccordingTo((a, b) -> Long.compare(a.id(), b.id()));
        assertThat(split.train()).isNotEmpty().isSortedAccordingTo((a, b) -> Long.compare(a.id(), b.id()));
    }

    @Property(tries = 200)
    void a_text_lies_on_one_side_alone(
            @ForAll("labelled") List<Row> rows, @ForAll @DoubleRange(min = 0.05, max = 0.9) double share) {
        Split split = split(rows, share, 13);
        if (split == null) {
            return;
        }
        Set<Object> train =
                split.train().stream().map(r -> r.values().get("text")).collect(Collectors.toSet());
        assertThat(split.held()).noneMatch(r -> train.contains(r.values().get("text")));
        assertThat(Duplicates.between(split.train(), split.held(), TEXT, SplitsTest::label)
                        .rows())
                .isZero();
    }

    @Property(tries = 100)
    void rows_made_of_one_row_lie_on_one_side_and_the_order_changes_nothing(
            @ForAll("labelled") List<Row> rows, @ForAll @DoubleRange(min = 0.05, max = 0.9) double share) {
        List<Row> families = new ArrayList<>();
        rows.forEach(row -> families.add(new Row(
                row.id(),
                row.file(),
                row.line(),
                Map.of(
                        "text",
                        "text " + row.id(),
                        "label",
                        label(row),
                        Parentage.PARENT,
                        String.valueOf(row.value("text"))))));
        Split split = split(families, share, 13);
        if (split == null) {
            return;
        }
        Set<String> train = split.train().stream().map(Parentage::of).collect(Collectors.toSet());
        assertThat(split.held()).isNotEmpty().noneMatch(row -> train.contains(Parentage.of(row)));
        List<Row> backwards = new ArrayList<>(families); // a split is a view of the rows it was given
        Collections.reverse(backwards);
        Split again = split(backwards, share, 13);
        assertThat(again).isNotNull();
        assertThat(new HashSet<>(again.held())).isEqualTo(new HashSet<>(split.held()));
    }

    @Property(tries = 200)
    void the_order_of_the_rows_changes_nothing(@ForAll("labelled") List<Row> rows, @ForAll Random random) {
        Split split = split(rows, 0.2, 13);
        if (split == null) {
            return;
        }
        List<Row> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        Split again = split(shuffled, 0.2, 13);
        assertThat(again).isNotNull();
        assertThat(new HashSet<>(again.held())).isEqualTo(new HashSet<>(split.held()));
    }

    @Property(tries = 200)
    void every_class_is_parted_within_one_row_of_its_share_and_keeps_one(
            @ForAll("distinct") List<Row> rows, @ForAll @DoubleRange(min = 0.05, max = 0.95) double share) {
        Split split = split(rows, share, 7);
        if (split == null) {
            return;
        }
        Map<String, Integer> all = counts(rows);
        Map<String, Integer> held = counts(split.held());
        all.forEach((label, count) -> {
            int taken = held.getOrDefault(label, 0);
            assertThat(taken).as(label + " of " + count).isLessThan(count);
            if (count > 1) {
                assertThat((double) taken).isBetween(count * share - 1, count * share + 1);
            }
        });
        if (all.values().stream().allMatch(c -> c * (1 - share) >= 1)) {
            assertThat(split.held().size()).isEqualTo((int) Math.max(1, Math.round(rows.size() * share)));
        }
    }

    private static Map<String, Integer> counts(List<Row> rows) {
        Map<String, Integer> counts = new HashMap<>();
        rows.forEach(r -> counts.merge(label(r), 1, Integer::sum));
        return counts;
    }

    /** Null where every class has one text only. */
    private static @Nullable Split split(List<Row> rows, double share, long seed) {
        try {
            return Splits.split(rows, share, seed, TEXT, SplitsTest::label);
        } catch (InputException e) {
            assertThat(e.problems().get(0).code()).isEqualTo("data.nothing-to-hold-out");
            assertThat(counts(rows).values()).anyMatch(c -> c == 1 || rows.size() < 60);
            return null;
        }
    }

    @Test
    void another_seed_gives_another_split_and_the_same_seed_the_same() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            all.add("text " + i + "|" + (i % 3));
        }
        Split split = Splits.split(rows(all), 0.1, 13, TEXT, SplitsTest::label);
        assertThat(split.held()).hasSize(100);
        assertThat(split.held())
                .isEqualTo(Splits.split(rows(all), 0.1, 13, TEXT, SplitsTest::label)
                        .held());
        assertThat(split.held())
                .isNotEqualTo(Splits.split(rows(all), 0.1, 14, TEXT, SplitsTest::label)
                        .held());
        // computed with another implementation of md5; runs made before must find the same rows held out
        assertThat(split.held().stream().limit(5).map(Row::id)).containsExactly(4L, 13L, 15L, 22L, 23L);
        assertThat(RowKey.of(rows(all).get(0), TEXT, 13))
                .isEqualTo(new RowKey(0x69541731a32814b5L, 0xb65be5877b1467d8L));
    }

    @Test
    void keys_tell_values_apart_and_not_the_names_of_columns() {
        Row ab = rows(List.of("a|b")).get(0);
        Row same = new Row(9, "other.jsonl", 1, Map.of("sentence", "a"));
        assertThat(RowKey.of(ab, TEXT, 1)).isEqualTo(RowKey.of(same, List.of("sentence"), 1));
        assertThat(RowKey.of(ab, TEXT, 1)).isNotEqualTo(RowKey.of(ab, TEXT, 2));
        Row joined = new Row(0, "", 1, Map.of("label", "", "text", "ab"));
        assertThat(RowKey.of(ab, List.of(), 1)).isNotEqualTo(RowKey.of(joined, List.of(), 1));
    }

    @Test
    void where_nothing_can_be_held_out_it_says_so() {
        assertThatThrownBy(() -> Splits.split(rows(List.of("x|a", "y|b", "z|c")), 0.1, 13, TEXT, SplitsTest::label))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("3 rows in 3 classes")
                .hasMessageContaining("data.validation: none");
        assertThatThrownBy(() -> Splits.split(rows(List.of("x|a")), 1.5, 13, TEXT, SplitsTest::label))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("between 0 and 1");
    }

    @Test
    void without_classes_any_rows_may_be_held_out() {
        Split split = Splits.split(rows(List.of("x|a", "y|b", "z|c")), 0.1, 13, TEXT, r -> "");
        assertThat(split.held()).hasSize(1);
        assertThat(split.train()).hasSize(2);
    }
}
