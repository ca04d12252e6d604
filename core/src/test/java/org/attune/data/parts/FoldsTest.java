// SPDX-License-Identifier: Apache-2.0
package org.attune.data.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.data.Parentage;
import org.attune.data.Row;
import org.attune.data.TextColumns;
import org.attune.problem.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldsTest {

    private static final TextColumns COLUMNS = new TextColumns(List.of("text"), Optional.of("label"), List.of());

    @TempDir
    Path folder;

    @Test
    void each_class_has_its_share_in_each_fold_and_the_order_of_the_rows_does_not_matter() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            rows.add(row(i, "message number " + i * 7919 + " of a customer", i % 3 == 0 ? "a" : "b"));
        }
        int[] folds = folds(rows);
        int[][] counts = new int[5][2];
        for (int i = 0; i < 60; i++) {
            counts[folds[i]][i % 3 == 0 ? 0 : 1]++;
        }
        for (int[] count : counts) {
            assertThat(count).containsExactly(4, 8);
        }
        List<Row> turned = new ArrayList<>(rows);
        Collections.reverse(turned);
        int[] again = folds(turned);
        for (int i = 0; i < 60; i++) {
            assertThat(again[59 - i]).isEqualTo(folds[i]);
        }
    }

    @Test
    void equal_and_nearly_equal_rows_share_a_fold_whatever_their_labels() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String text = "please send the invoice of order " + i * 7919 + " to my other address, not to the office";
            rows.add(row(3L * i, text, "a"));
            rows.add(row(3L * i + 1, text, "b"));
            rows.add(row(3L * i + 2, text.toUpperCase(java.util.Locale.ROOT) + "!", "a"));
        }
        int[] folds = new Folds(4, 0.95, 13).of(rows, classes(rows), COLUMNS, folder);
        for (int i = 0; i < 60; i += 3) {
            assertThat(new int[] {folds[i + 1], folds[i + 2]}).containsOnly(folds[i]);
        }
    }

    @Test
    void rows_made_of_one_row_share_a_fold() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            rows.add(new Row(
                    i,
                    "data.csv",
                    i + 2,
                    Map.of(
                            "text",
                            "message number " + i * 7919,
                            "label",
                            i % 3 == 0 ? "a" : "b",
                            Parentage.PARENT,
                            "raw.csv:" + i % 12)));
        }
        int[] folds = folds(rows);
        for (int i = 0; i < 60; i++) {
            assertThat(folds[i]).isEqualTo(folds[i % 12]);
        }
        assertThat(java.util.Arrays.stream(folds).distinct().count()).isEqualTo(5);
    }

    @Test
    void one_fold_is_refused() {
        assertThatThrownBy(() -> new Folds(1, 0.8, 13))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("--folds");
    }

    private int[] folds(List<Row> rows) {
        return new Folds(5, 0, 13).of(rows, classes(rows), COLUMNS, folder);
    }

    private static int[] classes(List<Row> rows) {
        return rows.stream()
                .mapToInt(row -> "a".equals(row.value("label")) ? 0 : 1)
                .toArray();
    }

    private static Row row(long id, String text, String label) {
        return new Row(id, "data.csv", id + 2, Map.of("text", text, "label", label));
    }
}
