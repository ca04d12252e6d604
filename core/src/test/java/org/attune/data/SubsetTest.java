// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.attune.problem.InputException;
import org.junit.jupiter.api.Test;

class SubsetTest {

    private static final List<Row> ROWS = rows();

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String label = i < 120 ? "often" : i < 199 ? "less" : "once";
            rows.add(new Row(i, "data.csv", i + 2, Map.of("text", "row " + i, "label", label)));
        }
        return List.copyOf(rows);
    }

    private static List<Row> subset(List<Row> rows, int size, long seed) {
        return Subset.of(rows, size, seed, List.of("text"), row -> String.valueOf(row.value("label")));
    }

    @Test
    void a_smaller_subset_lies_within_every_larger_one() {
        List<Row> larger = subset(ROWS, 150, 7);
        for (int size = 149; size >= 3; size--) {
            List<Row> smaller = subset(ROWS, size, 7);
            assertThat(smaller).hasSize(size);
            assertThat(larger).containsAll(smaller);
            larger = smaller;
        }
    }

    @Test
    void each_class_has_its_share_and_one_row_at_least() {
        Map<Object, Long> counts = subset(ROWS, 40, 7).stream()
                .collect(Collectors.groupingBy(row -> String.valueOf(row.value("label")), Collectors.counting()));
        assertThat(counts.get("often")).isBetween(22L, 26L);
        assertThat(counts.get("less")).isBetween(14L, 17L);
        assertThat(counts).containsEntry("once", 1L);
    }

    @Test
    void rows_that_are_made_anew_whenever_they_are_asked_for_are_chosen_as_well() {
        List<Row> stored = ListView.made(ROWS.size(), i -> {
            Row row = ROWS.get(i);
            return new Row(row.id(), row.file(), row.line(), row.values());
        });
        assertThat(subset(stored, 50, 7)).isEqualTo(subset(ROWS, 50, 7)).hasSize(50);
    }

    @Test
    void the_choice_follows_from_the_rows_and_the_seed_not_from_their_order() {
        List<Row> shuffled = new ArrayList<>(ROWS);
        Collections.shuffle(shuffled, new Random(3));
        assertThat(subset(shuffled, 50, 7)).containsExactlyInAnyOrderElementsOf(subset(ROWS, 50, 7));
        assertThat(subset(ROWS, 50, 8)).isNotEqualTo(subset(ROWS, 50, 7));
    }

    @Test
    void more_rows_than_there_are_and_fewer_than_classes_are_refused() {
        assertThatThrownBy(() -> subset(ROWS, 201, 7))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("200 rows in 3 classes");
        assertThatThrownBy(() -> subset(ROWS, 2, 7)).isInstanceOf(InputException.class);
    }
}
