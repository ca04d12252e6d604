// SPDX-License-Identifier: Apache-2.0
package org.attune.curation.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordNeighboursTest {

    private static final List<String> WORDS = List.of("card", "cards", "money", "cash", "zero");
    private static final float[][] FEATURES = {{3, 0}, {2, 0.1f}, {0, 1}, {0.7f, 0.7f}, {0, 0}};

    private final WordNeighbours neighbours = new WordNeighbours(WORDS, words -> FEATURES.clone());

    @Test
    void words_are_near_by_the_cosine_and_not_by_length_the_nearest_first() {
        assertThat(neighbours.of("card")).containsExactly("cards", "cash");
        assertThat(neighbours.of("Money")).containsExactly("cash");
        assertThat(neighbours.of("zero")).isEmpty();
        assertThat(neighbours.of("invoice")).isEmpty();
    }

    @Test
    void words_that_are_looked_at_are_letters_the_most_frequent_first() {
        assertThat(WordNeighbours.vocabulary(List.of("my", "Card", "2nd", "money", "card", "don't", "cash")))
                .containsExactly("card", "cash", "money");
    }
}
