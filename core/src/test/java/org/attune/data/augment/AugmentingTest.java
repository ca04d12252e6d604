// SPDX-License-Identifier: Apache-2.0
package org.attune.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.attune.data.Parentage;
import org.attune.data.ReadOptions;
import org.attune.data.Row;
import org.attune.data.Tables;
import org.attune.problem.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AugmentingTest {

    private static final AugmentPlan.Targets TWICE =
            AugmentPlan.Targets.of(Optional.empty(), Optional.empty(), Map.of());
    private static final AugmentPlan PLAN = plan(TWICE, 13);

    private static final String ROWS = """
            text,label,customer
            where is my parcel please,status,1
            my parcel has not come yet,status,2
            I don't see any parcel here,status,3
            give me all my money back,refund,4
            """;

    @TempDir
    Path folder;

    private static AugmentPlan plan(AugmentPlan.Targets targets, long seed) {
        return new AugmentPlan(Operation.all(false), 0.2, targets, 0.5, 10, seed);
    }

    /** Keeps copies of an even number of letters. */
    private static final Judge STRICT = new Judge() {
        @Override
        public List<String> near(String word) {
            return List.of();
        }

        @Override
        public List<Opinion> opinions(List<Copy> copies) {
            return copies.stream()
                    .map(copy -> new Opinion(
                            0.8, String.valueOf(copy.row().value("text")).length() % 2 == 0 ? 0.4 : 0.39, true))
                    .toList();
        }
    };

    @Test
    void each_class_gets_the_rows_that_are_asked_for_and_nothing_is_lost() throws IOException {
        AugmentPlan.Targets targets = AugmentPlan.Targets.of(Optional.of(5), Optional.empty(), Map.of("refund", 8));
        Augmented made = augment("out", ROWS, plan(targets, 13), STRICT);
        assertThat(made.classes())
                .containsOnly(
                        Map.entry("status", new Augmented.OfClass(3, 5, 5)),
                        Map.entry(
                                "refund",
                                new Augmented.OfClass(1, 8, of(made, "refund").after())));
        assertThat(made.mended().read()).isEqualTo(4);
        assertThat(made.mended().written() - 4)
                .isEqualTo(made.operations().values().stream()
                        .mapToLong(Augmented.OfOperation::kept)
                        .sum());
        assertThat(made.mended().made())
                .isEqualTo(made.operations().values().stream()
                        .mapToLong(Augmented.OfOperation::made)
                        .sum());
        assertThat(made.mended().rejected())
                .isPositive()
                .isEqualTo(made.mended().made() - made.mended().written() + 4);
        assertThat(Files.readAllLines(folder.resolve("out/rejected.jsonl")))
                .hasSize((int) made.mended().rejected())
                .allMatch(line -> line.contains("\"rule\":\"label-not-preserved\"")
                        && line.contains("\"confidence_before\":0.8,\"confidence_after\":0.39"));
        List<Row> rows = rows("out");
        assertThat(rows).hasSize((int) made.mended().written());
        assertThat(rows.subList(4, rows.size()))
                .allMatch(row -> String.valueOf(row.value("text")).length() % 2 == 0);
        assertThat(Files.readString(folder.resolve("out/manifest.json")))
                .contains("attune data augment", "\"made\" : " + made.mended().made(), "\"seed\" : 13");
        assertThat(Files.readString(folder.resolve("out/README.md"))).contains("that were made of them");
        assertThat(Files.readString(folder.resolve("out/augmentation.json"))).contains("\"same_class\" : 1.0");
    }

    @Test
    void the_rows_stay_in_front_and_copies_have_the_other_columns_and_the_place_of_theirs() {
        augment("out", ROWS, PLAN, Judge.NOBODY);
        List<Row> rows = rows("out");
        Map<String, Row> byParent = new HashMap<>();
        for (Row row : rows.subList(0, 4)) {
            assertThat(Parentage.isMade(row)).isFalse();
            assertThat(Parentage.of(row)).endsWith("data.csv:" + row.line());
            byParent.put(Parentage.of(row), row);
        }
        Set<Object> texts = new HashSet<>();
        rows.forEach(row -> assertThat(texts.add(row.value("text"))).isTrue());
        for (Row row : rows.subList(4, rows.size())) {
            Row parent = byParent.get(Parentage.of(row));
            assertThat(parent).isNotNull();
            assertThat(Parentage.isMade(row)).isTrue();
            assertThat(row.value("label")).isEqualTo(parent.value("label"));
            assertThat(row.value("customer")).isEqualTo(parent.value("customer"));
        }
        assertThat(rows).hasSize(8);
    }

    @Test
    void what_a_copy_says_follows_from_row_seed_and_number_alone() throws IOException {
        augment("one", ROWS, PLAN, Judge.NOBODY);
        augment("two", ROWS, PLAN, Judge.NOBODY);
        assertThat(folder.resolve("two/data.csv")).hasSameTextualContentAs(folder.resolve("one/data.csv"));
        assertThat(Files.readString(folder.resolve("two/augmentation.json")))
                .isEqualTo(Files.readString(folder.resolve("one/augmentation.json")));
        String reordered = "text,label,customer\n"
                + ROWS.lines().skip(1).sorted().collect(Collectors.joining("\n")) + "\n"
                + "an invoice that I never had,invoice,9\n";
        augment("three", reordered, PLAN, Judge.NOBODY);
        assertThat(made("three")).containsAll(made("one")).hasSize(5);
        augment("four", ROWS, plan(TWICE, 14), Judge.NOBODY);
        assertThat(made("four")).isNotEqualTo(made("one"));
    }

    @Test
    void more_copies_begin_with_those_that_fewer_have() {
        augment("few", ROWS, PLAN, Judge.NOBODY);
        augment(
                "many",
                ROWS,
                plan(AugmentPlan.Targets.of(Optional.empty(), Optional.of(4.0), Map.of()), 13),
                Judge.NOBODY);
        assertThat(made("many")).containsAll(made("few")).hasSize(12);
    }

    @Test
    void rows_that_were_made_are_no_parents_and_count() {
        augment("one", ROWS, PLAN, Judge.NOBODY);
        Augmented again = new Augmenting(
                        List.of(folder.resolve("one/data.csv").toString()),
                        Map.of(),
                        plan(AugmentPlan.Targets.of(Optional.of(7), Optional.empty(), Map.of()), 5))
                .into(folder.resolve("two"), Judge.NOBODY, Map.of());
        assertThat(of(again, "status")).isEqualTo(new Augmented.OfClass(6, 7, 7));
        Set<String> parents = rows("one").stream().map(Parentage::of).collect(Collectors.toSet());
        assertThat(rows("two")).hasSize(14).allMatch(row -> parents.contains(Parentage.of(row)));
    }

    @Test
    void a_class_whose_rows_have_no_more_copies_stays_short() {
        Augmented made = augment(
                "out",
                "text,label\nok,yes\nno no no,no\n",
                new AugmentPlan(List.of(Operation.KEYBOARD, Operation.DELETE), 0.1, TWICE, 0, 100, 13),
                Judge.NOBODY);
        assertThat(of(made, "no").after()).isEqualTo(2);
        Augmented none = new Augmenting(
                        List.of(folder.resolve("out/data.csv").toString()),
                        Map.of(),
                        new AugmentPlan(
                                List.of(Operation.CONTRACTIONS),
                                0.1,
                                AugmentPlan.Targets.of(Optional.of(50), Optional.empty(), Map.of()),
                                0,
                                3,
                                13))
                .into(folder.resolve("none"), Judge.NOBODY, Map.of());
        assertThat(none.mended().made()).isZero();
        assertThat(of(none, "yes")).isEqualTo(new Augmented.OfClass(2, 50, 2));
    }

    @Test
    void json_lines_stay_json_lines_and_rows_without_a_label_are_no_parents() throws IOException {
        Path file = Files.writeString(folder.resolve("data.jsonl"), """
                {"text":"where is my parcel now","label":"status","n":1.50}
                {"text":"hello there my friend","label":null,"n":2}
                """);
        Augmented made = new Augmenting(List.of(file.toString()), Map.of(), PLAN)
                .into(folder.resolve("out"), Judge.NOBODY, Map.of());
        assertThat(made.mended().written()).isEqualTo(3);
        assertThat(Files.readAllLines(folder.resolve("out/data.jsonl")))
                .allMatch(line -> line.contains("\"attune_parent\":"))
                .element(2)
                .asString()
                .contains("\"n\":1.50", "\"label\":\"status\"");
    }

    @Test
    void what_cannot_be_augmented_is_refused_and_nothing_is_written() throws IOException {
        Path file = Files.writeString(
                folder.resolve("chat.jsonl"), "{\"messages\":[{\"role\":\"user\",\"content\":\"a b c\"}]}\n");
        assertThatThrownBy(() -> new Augmenting(List.of(file.toString()), Map.of(), PLAN)
                        .into(folder.resolve("out"), Judge.NOBODY, Map.of()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("conversations");
        assertThatThrownBy(() -> augment(
                        "out",
                        ROWS,
                        plan(AugmentPlan.Targets.of(Optional.empty(), Optional.empty(), Map.of("refnud", 9)), 13),
                        Judge.NOBODY))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("\"refnud\"")
                .hasMessageContaining("refund");
        assertThat(folder.resolve("out")).doesNotExist();
        assertThatThrownBy(() -> new AugmentPlan(List.of(), 2, TWICE, -1, 0, 13))
                .hasMessageContaining("--operations")
                .hasMessageContaining("--rate")
                .hasMessageContaining("--confidence")
                .hasMessageContaining("--copies");
        assertThatThrownBy(() -> AugmentPlan.Targets.of(Optional.of(3), Optional.of(2.0), Map.of()))
                .hasMessageContaining("--rows, --factor");
        assertThatThrownBy(() -> AugmentPlan.Targets.of(Optional.of(0), Optional.empty(), Map.of()))
                .hasMessageContaining("--rows");
        assertThatThrownBy(() -> AugmentPlan.Targets.of(Optional.empty(), Optional.of(0.5), Map.of()))
                .hasMessageContaining("--factor");
    }

    private static Augmented.OfClass of(Augmented made, String label) {
        return Objects.requireNonNull(made.classes().get(label));
    }

    private Augmented augment(String name, String rows, AugmentPlan plan, Judge judge) {
        try {
            Path file = Files.writeString(folder.resolve("data.csv"), rows);
            return new Augmenting(List.of(file.toString()), Map.of(), plan).into(folder.resolve(name), judge, Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Row> rows(String name) {
        return Tables.read(List.of(folder.resolve(name + "/data.csv").toString()), ReadOptions.auto())
                .rows();
    }

    /** Texts that were made. */
    private Set<Object> made(String name) {
        return rows(name).stream()
                .filter(Parentage::isMade)
                .<Object>map(row -> String.valueOf(row.value("text")))
                .collect(Collectors.toSet());
    }
}
