// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.attune.config.MapNode;
import org.attune.config.Node;
import org.attune.config.Source;
import org.attune.config.StrictFile;
import org.attune.data.Columns;
import org.attune.data.Dataset;
import org.attune.data.Row;
import org.attune.problem.InputException;
import org.attune.problem.Problems;
import org.attune.statistics.CohensKappa;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SlicesTest {

    private static final String TEXT = "Where IS my parcel, please? It should have come on Monday.";

    private static Dataset data(int test) {
        List<Row> train = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            train.add(row(i, "a b", i < 20 ? "often" : i < 27 ? "less" : "rare", "x"));
        }
        List<Row> held = new ArrayList<>();
        for (int i = 0; i < test; i++) {
            held.add(row(i, "w ".repeat(i + 1), List.of("often", "less", "rare").get(i % 3), "source " + i % 2));
        }
        Map<String, Columns.Choice> roles = new LinkedHashMap<>();
        roles.put("text", new Columns.Choice("text", false, ""));
        roles.put("label", new Columns.Choice("label", false, ""));
        return new Dataset(Map.of(Dataset.TRAIN, train, Dataset.TEST, held), new Columns(roles), Map.of(), List.of());
    }

    private static Row row(int i, String text, String label, String source) {
        return new Row(i, "data.csv", i + 2, Map.of("text", text, "label", label, "source", source));
    }

    private static SliceRules rules(Map<String, Object> keys) {
        MapNode tree = Node.of(keys, Source.DEFAULT) instanceof MapNode map ? map : MapNode.empty(Source.DEFAULT);
        return StrictFile.read(
                MapNode.empty(Source.DEFAULT).with("slices", tree),
                "a suite",
                top -> SliceRules.bind(top.section("slices")));
    }

    @Test
    void every_row_lies_in_one_part_of_each_kind() {
        Dataset data = data(12);
        SliceRules rules = rules(Map.of("length", true, "frequency", true, "columns", List.of("source")));
        List<SliceCuts.Part> parts = SliceCuts.of(rules, data, data.test());
        for (String kind : List.of("length", "frequency", "source")) {
            int[] rows = parts.stream()
                    .filter(part -> part.by().equals(kind))
                    .flatMapToInt(part -> Arrays.stream(part.rows()))
                    .sorted()
                    .toArray();
            assertThat(rows).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        }
        assertThat(parts)
                .extracting(SliceCuts.Part::name)
                .containsExactly(
                        "1 to 4 words",
                        "5 to 8 words",
                        "9 to 12 words",
                        "3 rows of the class to learn from",
                        "4 to 7 rows of the class to learn from",
                        "8 to 20 rows of the class to learn from",
                        "source 0",
                        "source 1");
        assertThat(parts.get(3).rows()).containsExactly(2, 5, 8, 11);
    }

    @Test
    void a_column_that_is_not_there_and_an_unknown_noise_are_refused() {
        Problems problems = new Problems();
        SliceCuts.check(rules(Map.of("columns", List.of("sorce"))), data(3), problems);
        assertThat(problems.list())
                .singleElement()
                .satisfies(problem -> assertThat(problem.fix()).contains("source"));
        assertThatThrownBy(() -> rules(Map.of("noise", List.of("rain"))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("slices.noise");
    }

    @Test
    void noise_changes_a_little_of_a_text_and_always_the_same() {
        assertThat(Noise.UPPER.on(TEXT)).isEqualTo("WHERE IS MY PARCEL, PLEASE? IT SHOULD HAVE COME ON MONDAY.");
        assertThat(Noise.LOWER.on(TEXT)).startsWith("where is my");
        String longer = TEXT.repeat(20);
        for (Noise noise : List.of(Noise.TYPOS, Noise.OCR)) {
            String changed = noise.on(longer);
            assertThat(changed).isNotEqualTo(longer).isEqualTo(noise.on(longer));
            assertThat((double) distance(longer, changed) / longer.length()).isBetween(0.02, 0.12);
        }
        assertThat(Noise.TYPOS.on("1 2 3 ?!")).isEqualTo("1 2 3 ?!");
        assertThat(Noise.OCR.on("")).isEmpty();
    }

    @Test
    void agreement_beyond_chance_is_that_of_scikit_learn() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                SlicesTest.class.getResourceAsStream("/golden/agreement/agreement.json"), "agreement.json")) {
            for (JsonNode each : JsonMapper.shared().readTree(in).path("cases")) {
                List<Integer> first =
                        each.path("first").valueStream().map(JsonNode::asInt).toList();
                List<Integer> second =
                        each.path("second").valueStream().map(JsonNode::asInt).toList();
                assertThat(CohensKappa.of(first, second))
                        .isCloseTo(each.path("kappa").asDouble(), within(1e-12));
            }
        }
        assertThat(CohensKappa.of(List.of("a", "a"), List.of("a", "a"))).isNaN();
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        int[] line = new int[b.length() + 1];
        Arrays.setAll(line, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = line[0];
            line[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = line[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                line[j] = Math.min(change, 1 + Math.min(above, line[j - 1]));
                diagonal = above;
            }
        }
        return line[b.length()];
    }
}
