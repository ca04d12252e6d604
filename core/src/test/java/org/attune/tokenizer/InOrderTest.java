// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.attune.problem.InputException;
import org.junit.jupiter.api.Test;

class InOrderTest {

    private static final int ROWS = 10_007;

    @Test
    void results_come_in_the_order_of_the_rows_however_many_there_are() {
        List<Integer> rows = new ArrayList<>();
        List<Integer> results = new ArrayList<>();

        InOrder.each(ROWS, row -> 3 * row, (row, result) -> {
            rows.add(row);
            results.add(result);
        });

        assertThat(rows).isEqualTo(IntStream.range(0, ROWS).boxed().toList());
        assertThat(results)
                .isEqualTo(IntStream.range(0, ROWS).map(row -> 3 * row).boxed().toList());
    }

    @Test
    void all_problems_are_told_and_nothing_is_taken_after_the_first() {
        List<Integer> taken = new ArrayList<>();

        assertThatThrownBy(() -> InOrder.each(
                        ROWS,
                        row -> {
                            if (row == 3_000 || row == 9_999) {
                                throw new InputException("code", "text", "found", "rule", "fix");
                            }
                            return row;
                        },
                        (row, result) -> taken.add(row)))
                .isInstanceOfSatisfying(
                        InputException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.where())
                                .containsExactly("row 3001, text", "row 10000, text"));
        assertThat(taken).allMatch(row -> row < 3_000).isSorted();
    }
}
