// SPDX-License-Identifier: Apache-2.0
package org.attune.data.similar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NearDuplicatesTest {

    @TempDir
    Path folder;

    @Test
    void texts_that_differ_in_case_and_punctuation_alone_are_one() {
        Clusters clusters =
                cluster(0.9, "Where is my card?", "where is my card", "WHERE, is my card!!", "my card is lost");
        assertThat(clusters.of(1)).isEqualTo(clusters.of(0));
        assertThat(clusters.of(2)).isEqualTo(clusters.of(0));
        assertThat(clusters.of(3)).isNotEqualTo(clusters.of(0));
    }

    @Test
    void texts_of_signs_alone_are_told_apart() {
        Clusters clusters = cluster(0.7, "!!!", "???", "!!!");
        assertThat(clusters.of(1)).isNotEqualTo(clusters.of(0));
        assertThat(clusters.of(2)).isEqualTo(clusters.of(0));
    }

    @Test
    void one_changed_word_in_a_sentence_is_nearly_the_same() {
        Clusters clusters = cluster(
                0.7,
                "I ordered a new card two weeks ago and it has still not arrived at my house",
                "I ordered a new card three weeks ago and it has still not arrived at my house",
                "How do I change the address where my statements are sent every month");
        assertThat(clusters.of(1)).isEqualTo(clusters.of(0));
        assertThat(clusters.of(2)).isNotEqualTo(clusters.of(0));
    }

    @Test
    void the_similarity_is_that_of_the_sets_of_shingles() {
        try (NearDuplicates texts = new NearDuplicates(0.5, folder)) {
            texts.add("abcdefgh");
            texts.add("abcdefgx");
            texts.add("");
            // four shingles each, three of them shared
            assertThat(texts.similarity(0, 1)).isCloseTo(3.0 / 5, within(1e-12));
            assertThat(texts.similarity(0, 2)).isZero();
            assertThat(texts.similarity(2, 2)).isZero();
        }
    }

    @Test
    void pairs_are_found_as_brute_force_finds_them() {
        List<String> texts = new EditedTexts(11).of(EditedTexts.sentences(600, 5), 3);
        PairCheck check = PairCheck.of(texts, 0.7, folder);
        assertThat(check.pairsAt(0.8)).isGreaterThan(300);
        assertThat(check.recallAt(0.8)).isGreaterThanOrEqualTo(0.95);
        assertThat(check.recallAt(0.7)).isGreaterThanOrEqualTo(0.95);
        assertThat(check.wronglyJoined()).isZero();
    }

    @Test
    void rows_of_one_template_do_not_take_quadratic_time() {
        try (NearDuplicates texts = new NearDuplicates(0.95, folder)) {
            for (int i = 0; i < 6000; i++) {
                texts.add(
                        "your order number " + i * 7919 + " was sent today by our warehouse, thank you for your order");
            }
            Clusters clusters = texts.cluster();
            assertThat(clusters.compared()).isLessThan(6000L * 64 * 8);
        }
    }

    @Test
    void bands_are_as_long_as_the_threshold_allows() {
        assertThat(Banding.of(0.7)).isEqualTo(new Banding(16, 4));
        assertThat(Banding.of(0.7).found(0.8)).isGreaterThan(0.999);
        for (double threshold = 0.3; threshold <= 1; threshold += 0.05) {
            assertThat(Banding.of(threshold).found(threshold))
                    .as("at %s", threshold)
                    .isGreaterThan(0.97);
        }
        assertThat(Banding.of(1).rows()).isEqualTo(16);
    }

    @Test
    void keys_are_numbered_in_the_order_of_their_first_coming() {
        KeyIndex index = new KeyIndex();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 5000; i++) {
                assertThat(index.number(i % 7, i)).isEqualTo(i);
            }
        }
        assertThat(index.size()).isEqualTo(5000);
    }

    @Test
    void pieces_come_back_from_the_spool_and_the_file_goes() {
        try (Spool spool = new Spool(folder)) {
            List<byte[]> pieces = IntStream.range(0, 3000)
                    .mapToObj(i -> "x".repeat(i).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .toList();
            pieces.forEach(spool::add);
            assertThat(spool.get(2999)).isEqualTo(pieces.get(2999));
            assertThat(spool.get(0)).isEmpty();
            assertThat(spool.get(1024)).isEqualTo(pieces.get(1024));
        }
        assertThat(folder.toFile().list()).isEmpty();
    }

    @Test
    void sets_are_named_by_their_smallest_member() {
        Components components = new Components(6);
        components.join(5, 3);
        components.join(3, 1);
        assertThat(components.join(1, 5)).isFalse();
        Set<Integer> names =
                IntStream.range(0, 6).mapToObj(components::find).collect(Collectors.toCollection(TreeSet::new));
        assertThat(names).containsExactly(0, 1, 2, 4);
        assertThat(components.find(5)).isEqualTo(1);
    }

    private Clusters cluster(double threshold, String... rows) {
        try (NearDuplicates texts = new NearDuplicates(threshold, folder)) {
            for (String row : rows) {
                texts.add(row);
            }
            return texts.cluster();
        }
    }
}
