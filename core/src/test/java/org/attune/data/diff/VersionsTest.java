// SPDX-License-Identifier: Apache-2.0
package org.attune.data.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.attune.problem.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionsTest {

    private static final String BEFORE = """
            id,text,label
            1,where is the parcel that I ordered last week,status
            2,give me my money back,status
            3,it came broken,damage
            4,it came broken,damage
            5,my card was declined at the till yesterday,card
            """;

    @TempDir
    Path folder;

    @Test
    void by_what_they_say_rows_are_the_same_relabelled_edited_added_or_removed() {
        DataDiff diff = content(BEFORE, """
                id,text,label
                3,it came broken,damage
                9,something entirely new,other
                2,give me my money back,refund
                5,my card was declined at the till yesterday!!,card
                1,where is the parcel that I ordered last week,status
                """);
        assertThat(diff.counts())
                .containsOnly(
                        entry(Change.Kind.SAME, 2L),
                        entry(Change.Kind.ADDED, 1L),
                        entry(Change.Kind.LABEL, 1L),
                        entry(Change.Kind.TEXT, 1L),
                        entry(Change.Kind.REMOVED, 1L));
        assertThat(diff.relabelled()).containsExactly(entry("status → refund", 1L));
        assertThat(diff.changes())
                .extracting(Change::kind)
                .containsExactly(Change.Kind.ADDED, Change.Kind.LABEL, Change.Kind.TEXT, Change.Kind.REMOVED);
        assertThat(json(diff, 1))
                .contains("\"change\":\"label\"", "\"before\":{\"label\":\"status\"}", "\"line\":3", "\"line\":4");
        assertThat(json(diff, 3))
                .contains("\"change\":\"removed\"", "\"row\":{\"id\":\"4\"")
                .doesNotContain("\"to\"");
    }

    @Test
    void by_ids_a_row_may_change_altogether() {
        DataDiff diff = compare(
                BEFORE,
                "id,text,label,source\n5,x,y,new\n4,it came broken,damage,new\n6,more,other,new\n",
                Optional.of("id"));
        assertThat(diff.count(Change.Kind.LABEL_AND_TEXT)).isEqualTo(1);
        assertThat(diff.count(Change.Kind.SAME)).isEqualTo(1);
        assertThat(diff.count(Change.Kind.ADDED)).isEqualTo(1);
        assertThat(diff.count(Change.Kind.REMOVED)).isEqualTo(3);
        assertThat(diff.addedColumns()).containsExactly("source");
    }

    @Test
    void a_change_elsewhere_is_neither_of_text_nor_label() {
        DataDiff diff = content(BEFORE, BEFORE.replace("\n3,it", "\n33,it"));
        assertThat(diff.count(Change.Kind.OTHER)).isEqualTo(1);
        assertThat(diff.count(Change.Kind.SAME)).isEqualTo(4);
    }

    @Test
    void a_version_and_the_same_rows_in_another_order_and_format_do_not_differ() {
        String lines = """
                {"label":"damage","text":"it came broken","id":4}
                {"id":5,"text":"my card was declined at the till yesterday","label":"card"}
                {"id":3,"text":"it came broken","label":"damage"}
                {"id":1,"text":"where is the parcel that I ordered last week","label":"status"}
                {"id":2,"text":"give me my money back","label":"status"}
                """;
        DataDiff diff = new Versions(write("a.csv", BEFORE), write("b.jsonl", lines), Map.of(), Optional.empty(), 0.7)
                .compare(folder);
        assertThat(diff.changes()).isEmpty();
        assertThat(diff.count(Change.Kind.SAME)).isEqualTo(5);
    }

    @Test
    void counts_add_up_on_both_sides_whatever_the_versions_are() {
        Random random = new Random(3);
        for (int round = 0; round < 40; round++) {
            DataDiff diff = content(rows(random), rows(random));
            long paired = diff.before() - diff.count(Change.Kind.REMOVED);
            assertThat(diff.after() - diff.count(Change.Kind.ADDED)).isEqualTo(paired);
            assertThat(diff.changes().size() + diff.count(Change.Kind.SAME))
                    .isEqualTo(paired + diff.count(Change.Kind.REMOVED) + diff.count(Change.Kind.ADDED));
        }
    }

    @Test
    void ids_that_are_missing_or_come_twice_are_all_named() {
        assertThatThrownBy(() -> compare(BEFORE, "id,text,label\n1,a,x\n1,b,x\n,c,x\n", Optional.of("id")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the id \"1\" of")
                .hasMessageContaining("no id");
        assertThatThrownBy(() -> compare(BEFORE, BEFORE, Optional.of("idd")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("did you mean \"id\"?");
    }

    private static String rows(Random random) {
        StringBuilder rows = new StringBuilder("text,label\n");
        for (int i = 1 + random.nextInt(12); i > 0; i--) {
            rows.append("the parcel number ")
                    .append(random.nextInt(4) * 1111)
                    .append(" has not come until today")
                    .append("!".repeat(random.nextInt(2)))
                    .append(random.nextBoolean() ? ",a\n" : ",b\n");
        }
        return rows.toString();
    }

    private static String json(DataDiff diff, int change) {
        return new String(diff.changes().get(change).json(), StandardCharsets.UTF_8);
    }

    private DataDiff content(String before, String after) {
        return compare(before, after, Optional.empty());
    }

    private DataDiff compare(String before, String after, Optional<String> id) {
        return new Versions(write("before.csv", before), write("after.csv", after), columns(), id, 0.7).compare(folder);
    }

    private static Map<String, String> columns() {
        return Map.of("text", "text", "label", "label");
    }

    private String write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
