// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.attune.run.UserCache;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows in a file are the rows that stay in the heap. */
class RowListTest {

    private static final long ALL = Long.MAX_VALUE;

    @TempDir
    Path folder;

    @BeforeEach
    void in_a_folder_of_its_own() {
        System.setProperty(UserCache.PROPERTY, folder.toString());
    }

    @AfterEach
    void no_folder_stays() {
        System.clearProperty(UserCache.PROPERTY);
    }

    private static void add(RowList list, int number) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("b", new Numeral("1.0"));
        object.put("a", null);
        Object[][] shapes = {
            {"plain text " + number, "", "grün und 😀", "half a pair \ud83d"},
            {new Numeral("007"), true, false, new Numeral("1e400")},
            {List.of("a", List.of("b")), object, Arrays.asList("x", null), "x".repeat(9000)},
            {null, "NA", Map.of(), List.of()},
        };
        Names names = Names.of(number % 2 == 0 ? List.of("p", "q", "r", "s") : List.of("s", "t", "u", "v"));
        list.add(number < 6 ? "a.jsonl" : "b.jsonl", 2L * number, names, shapes[number % 4].clone());
    }

    private static List<Row> rows(long limit, int count) {
        RowList list = new RowList(limit);
        for (int i = 0; i < count; i++) {
            add(list, i);
        }
        return list.rows();
    }

    @Test
    void rows_in_a_file_and_rows_in_the_heap_are_the_same() {
        List<Row> heap = rows(ALL, 12);

        assertThat(rows(0, 12)).isEqualTo(heap).doesNotHaveSameClassAs(heap);
        assertThat(rows(5000, 12)).as("some of them in the heap").isEqualTo(heap);
        assertThat(heap.get(2).value("q")).isInstanceOf(Map.class);
        assertThat(rows(0, 12).get(2).values().keySet())
                .as("columns in their order")
                .containsExactlyElementsOf(heap.get(2).values().keySet());
    }

    @Test
    void bytes_stay_bytes() {
        RowList list = new RowList(0);
        list.add("a.parquet", 1, Names.of(List.of("image")), new Object[] {new byte[] {1, -1}});

        assertThat((byte[]) list.rows().get(0).value("image")).containsExactly(1, -1);
    }

    @Test
    void rows_that_are_taken_back_are_gone_wherever_they_lie() {
        for (long limit : new long[] {0, 5000, ALL}) {
            for (int kept : new int[] {0, 3, 9}) {
                RowList list = new RowList(limit);
                for (int i = 0; i < kept; i++) {
                    add(list, i);
                }
                Runnable undo = list.undo();
                for (int i = 0; i < 5; i++) {
                    add(list, 7);
                }
                undo.run();
                for (int i = kept; i < 12; i++) {
                    add(list, i);
                }
                assertThat(list.rows()).isEqualTo(rows(ALL, 12));
            }
        }
    }

    @Test
    void the_file_has_no_name_that_could_stay() throws IOException {
        List<Row> rows = rows(0, 12);

        assertThat(rows).hasSize(12);
        if (!System.getProperty("os.name").startsWith("Windows")) {
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(new ArrayList<>(files.toList())).isEmpty();
            }
        }
    }
}
