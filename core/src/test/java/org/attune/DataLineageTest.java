// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attune.data.ReadOptions;
import org.attune.data.Tables;
import org.attune.data.clean.CleanPlan;
import org.attune.data.clean.Cleaning;
import org.attune.data.parts.SplitPlan;
import org.attune.data.parts.Splitting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataLineageTest {

    private static final CleanPlan PLAN = new CleanPlan(
            new CleanPlan.Texts(CleanPlan.Unicode.NFC, true, false, CleanPlan.Whitespace.TRIM, Set.of()),
            new CleanPlan.Rows(CleanPlan.Missing.DROP, "", 0, Integer.MAX_VALUE, Integer.MAX_VALUE),
            new CleanPlan.Repeats(true, 0, CleanPlan.Keep.FIRST, CleanPlan.Conflicts.KEEP));

    @TempDir
    Path folder;

    @Test
    void a_part_of_cleaned_data_is_followed_back_to_its_sources() throws IOException {
        Path raw = Files.writeString(folder.resolve("raw.csv"), "text,label\na b,x\na b,x\nc d,y\ne f,x\ng h,y\n");
        Path data = new Cleaning(List.of(raw.toString()), List.of(), Map.of(), ReadOptions.auto(), PLAN)
                .into(folder.resolve("cleaned"))
                .data();
        SplitPlan parts = new SplitPlan(
                Map.of("train", 0.5, "test", 0.5),
                SplitPlan.Mode.EXACT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                1);
        new Splitting(List.of(data.toString()), Map.of(), ReadOptions.auto(), parts).into(folder.resolve("parts"));
        String train = folder.resolve("parts/train.csv").toString();

        List<Map<String, Object>> lineage = lineage(train);
        assertThat(lineage)
                .extracting(entry -> entry.get("made_by"))
                .containsExactly("attune data split", "attune data clean");
        assertThat(lineage).allSatisfy(entry -> assertThat(entry).containsEntry("unchanged", true));
        assertThat(lineage.get(1).get("rows"))
                .isEqualTo(Map.of("read", 5L, "written", 4L, "rejected", 1L, "changed", 0L));
        assertThat(String.valueOf(lineage.get(1).get("sources"))).contains("raw.csv");

        Files.writeString(Path.of(train), "text,label\nsomething,else\n");
        assertThat(lineage(train).get(0)).containsEntry("unchanged", false);
    }

    @Test
    void data_without_a_manifest_or_with_one_of_something_else_has_no_lineage() throws IOException {
        String data = Files.writeString(folder.resolve("data.csv"), "text,label\na,x\n")
                .toString();
        assertThat(lineage(data)).isEmpty();
        assertThat(DataLineage.of(Map.of("images of train", "00"))).isEmpty();
        for (String other : List.of("{\"made_by\":null}", "{\"data\":{}}", "[1]", "{broken")) {
            Files.writeString(folder.resolve("manifest.json"), other);
            assertThat(lineage(data)).isEmpty();
        }
    }

    private static List<Map<String, Object>> lineage(String file) {
        return DataLineage.of(Tables.read(List.of(file), ReadOptions.auto()).sha256ByFile());
    }
}
