// SPDX-License-Identifier: Apache-2.0
package org.attune.data.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.data.ReadOptions;
import org.attune.problem.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplittingTest {

    private static final Map<String, Double> SHARES = shares();

    @TempDir
    Path folder;

    @Test
    void every_row_lies_in_one_part_and_near_duplicates_in_the_same() throws IOException {
        StringBuilder rows = new StringBuilder("text,label\n");
        for (int i = 0; i < 100; i++) {
            String text = "number " + i * i + " of " + i + " about topic " + (char) ('a' + i % 26) + i;
            rows.append(text).append(',').append(i % 2 == 0 ? "x" : "y").append('\n');
        }
        rows.append("the parcel that I ordered two weeks ago has not arrived at my house,x\n");
        rows.append("the parcel that I ordered two weeks ago has not arrived at my home,x\n");
        SplitResult result = split(plan(SplitPlan.Mode.EXACT, Optional.empty(), Optional.empty()), rows.toString());
        assertThat(result.rows().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(102);
        assertThat(result.rows().get("train")).isBetween(80L, 83L);
        List<String> assignment = Files.readAllLines(folder.resolve("out/assignment.csv"));
        assertThat(assignment).hasSize(103);
        assertThat(part(assignment.get(101))).isEqualTo(part(assignment.get(102)));
        List<String> all = new ArrayList<>();
        for (String name : List.of("train", "validation", "test")) {
            List<String> lines = Files.readAllLines(folder.resolve("out/" + name + ".csv"));
            assertThat(lines.get(0)).isEqualTo("text,label");
            all.addAll(lines.subList(1, lines.size()));
        }
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        rows.toString().lines().skip(1).toList());
        assertThat(Files.readString(folder.resolve("out/manifest.json")))
                .contains("\"rows_read\" : 102", "\"seed\" : 13");
    }

    @Test
    void rows_of_a_group_stay_together() throws IOException {
        StringBuilder rows = new StringBuilder("text,label,customer\n");
        for (int i = 0; i < 60; i++) {
            rows.append("message ")
                    .append(i * 7919)
                    .append(" about ")
                    .append(i * 31)
                    .append(",x,")
                    .append(i / 6)
                    .append('\n');
        }
        split(plan(SplitPlan.Mode.EXACT, Optional.of("customer"), Optional.empty()), rows.toString());
        List<String> assignment = Files.readAllLines(folder.resolve("out/assignment.csv"));
        for (int i = 0; i < 60; i++) {
            assertThat(part(assignment.get(1 + i))).isEqualTo(part(assignment.get(1 + i / 6 * 6)));
        }
    }

    @Test
    void rows_made_of_one_row_stay_together_in_both_modes_and_with_a_group_of_their_own() throws IOException {
        for (SplitPlan.Mode mode : SplitPlan.Mode.values()) {
            StringBuilder rows = new StringBuilder("text,label,customer,attune_parent,attune_operation\n");
            for (int i = 0; i < 60; i++) {
                rows.append("message ").append(i * 7919).append(" about ").append(i * 31);
                rows.append(",x,").append(i % 30 / 2).append(",raw.csv:").append(i % 20);
                rows.append(i < 20 ? ",\n" : ",swap\n");
            }
            split(plan(mode, Optional.empty(), Optional.empty()), rows.toString());
            List<String> assignment = Files.readAllLines(folder.resolve("out/assignment.csv"));
            for (int i = 0; i < 60; i++) {
                assertThat(part(assignment.get(1 + i))).isEqualTo(part(assignment.get(1 + i % 20)));
            }
            Files.move(folder.resolve("out"), folder.resolve(mode.name()));
        }
        StringBuilder rows = new StringBuilder("text,label,customer,attune_parent\n");
        for (int i = 0; i < 40; i++) {
            rows.append("note ").append(i * 7919).append(" on ").append(i * 31);
            rows.append(",x,")
                    .append(i / 4)
                    .append(",raw.csv:")
                    .append(i / 2 * 2)
                    .append('\n');
        }
        split(plan(SplitPlan.Mode.EXACT, Optional.of("customer"), Optional.empty()), rows.toString());
        List<String> assignment = Files.readAllLines(folder.resolve("out/assignment.csv"));
        for (int i = 0; i < 40; i++) {
            assertThat(part(assignment.get(1 + i))).isEqualTo(part(assignment.get(1 + i / 4 * 4)));
        }
    }

    @Test
    void parts_follow_each_other_in_time() throws IOException {
        StringBuilder rows = new StringBuilder("text,label,day\n");
        for (int i = 0; i < 20; i++) {
            rows.append("message ")
                    .append(i * 7919)
                    .append(",x,2024-01-")
                    .append(String.format("%02d", 20 - i))
                    .append('\n');
        }
        split(plan(SplitPlan.Mode.EXACT, Optional.empty(), Optional.of("day")), rows.toString());
        assertThat(Files.readAllLines(folder.resolve("out/test.csv")).subList(1, 3))
                .allMatch(line -> line.endsWith("2024-01-20") || line.endsWith("2024-01-19"));
    }

    @Test
    void a_row_that_would_join_two_parts_is_set_aside() {
        StringBuilder rows = new StringBuilder("text,label,customer\n");
        for (int i = 0; i < 40; i++) {
            rows.append("message ").append(i * 7919).append(",x,").append(i).append('\n');
        }
        for (int i = 0; i < 20; i++) { // the text of one row, the customer of another
            rows.append("message ")
                    .append(i * 7919)
                    .append(",x,")
                    .append(39 - i)
                    .append('\n');
        }
        SplitResult result =
                split(plan(SplitPlan.Mode.STABLE, Optional.of("customer"), Optional.empty()), rows.toString());
        assertThat(result.aside()).isBetween(1L, 19L);
        assertThat(folder.resolve("out/set-aside.jsonl")).content().hasLineCount((int) result.aside());
    }

    @Test
    void what_is_wrong_is_said_before_anything_is_written() {
        assertThatThrownBy(() -> split(
                        plan(SplitPlan.Mode.EXACT, Optional.of("costumer"), Optional.empty()),
                        "text,label,customer\na,b,1\n"))
                .hasMessageContaining("did you mean \"customer\"?");
        assertThatThrownBy(() -> split(
                        plan(SplitPlan.Mode.EXACT, Optional.empty(), Optional.of("day")), "text,label,day\na,b,soon\n"))
                .hasMessageContaining("data.csv:2")
                .hasMessageContaining("data.not-a-time");
        assertThatThrownBy(() -> new SplitPlan(
                        Map.of("a/b", 0.5),
                        SplitPlan.Mode.STABLE,
                        Optional.empty(),
                        Optional.of("day"),
                        Optional.empty(),
                        2,
                        1))
                .isInstanceOfSatisfying(
                        InputException.class, e -> assertThat(e.problems()).hasSize(4));
        assertThat(folder.toFile().list()).containsExactly("data.csv");
    }

    private SplitPlan plan(SplitPlan.Mode mode, Optional<String> group, Optional<String> time) {
        return new SplitPlan(
                SHARES,
                mode,
                group,
                time,
                Optional.empty(),
                time.isPresent() ? 0 : mode == SplitPlan.Mode.STABLE ? 0 : 0.8,
                13);
    }

    private SplitResult split(SplitPlan plan, String rows) {
        try {
            Path file = Files.writeString(folder.resolve("data.csv"), rows);
            return new Splitting(List.of(file.toString()), Map.of(), ReadOptions.auto(), plan)
                    .into(folder.resolve("out"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String part(String line) {
        return line.split(",")[2];
    }

    private static Map<String, Double> shares() {
        Map<String, Double> shares = new LinkedHashMap<>();
        shares.put("train", 0.8);
        shares.put("validation", 0.1);
        shares.put("test", 0.1);
        return shares;
    }
}
