// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.attune.data.Example;
import org.attune.data.Row;
import org.junit.jupiter.api.Test;

class EncodedPartsTest {

    /** Rows with one, two and three windows in turn. */
    private static Encoded encoded(int rows) {
        List<Example> examples = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            for (int window = 0; window <= row % 3; window++) {
                Example.Tokens tokens = new Example.Tokens(new int[1 + window], new int[0], new int[0]);
                examples.add(new Example(row, 10L * row + window, tokens, new double[] {row}));
            }
        }
        List<Row> all = IntStream.range(0, rows)
                .mapToObj(i -> new Row(i, "a.csv", i + 2, Map.of()))
                .toList();
        return new Encoded(all, examples, 0);
    }

    @Test
    void parts_have_all_rows_with_their_windows_counted_from_nought() {
        for (int most : new int[] {1, 3, 4, 10, 100}) {
            List<Long> ids = new ArrayList<>();
            List<Long> keys = new ArrayList<>();
            encoded(10).inParts(most, part -> {
                assertThat(part.rows()).hasSizeLessThanOrEqualTo(most);
                long first = part.rows().get(0).id();
                part.rows().forEach(row -> ids.add(row.id()));
                part.examples().forEach(example -> {
                    assertThat(example.row() + first).isEqualTo(example.key() / 10);
                    keys.add(example.key());
                });
            });
            assertThat(ids)
                    .containsExactlyElementsOf(
                            IntStream.range(0, 10).mapToObj(Long::valueOf).toList());
            assertThat(keys)
                    .isEqualTo(encoded(10).examples().stream().map(Example::key).toList());
        }
    }
}
