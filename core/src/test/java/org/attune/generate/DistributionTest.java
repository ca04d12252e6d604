// SPDX-License-Identifier: Apache-2.0
package org.attune.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.attune.problem.InputException;
import org.attune.tensor.KeyedRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Filters leave what those of transformers leave. */
class DistributionTest {

    private static final double TOLERANCE = 1e-9;

    private static final JsonNode GOLDEN = TinyLanguage.golden("distributions.json");

    static List<JsonNode> cases() {
        return List.copyOf(GOLDEN.path("cases").values());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void probabilities_are_the_references(JsonNode expected) {
        JsonNode settings = expected.path("settings");
        Filters filters = new Filters(
                settings.path("repetition_penalty").asDouble(1),
                settings.path("temperature").asDouble(1),
                settings.path("top_k").asInt(0),
                settings.path("top_p").asDouble(1),
                settings.path("min_p").asDouble(0));
        double[] scores = TinyLanguage.numbers(GOLDEN.path("scores"));
        BitSet said = new BitSet();
        Arrays.stream(TinyLanguage.ids(GOLDEN.path("said"))).forEach(said::set);
        Chooser.penalise(scores, said, filters.repetitionPenalty());

        Distribution left = Distribution.of(scores, filters);

        double[] probabilities = new double[scores.length];
        double[] found = left.probabilities();
        IntStream.range(0, found.length).forEach(i -> probabilities[left.ids()[i]] = found[i]);
        assertThat(probabilities)
                .containsExactly(TinyLanguage.numbers(expected.path("probabilities")), within(TOLERANCE));
    }

    /** The quick way for top-p looks at the likeliest words alone; all words sorted say the same. */
    @Test
    void top_p_of_a_large_vocabulary_is_that_of_all_words_sorted() {
        Random random = new Random(5);
        for (double spread : new double[] {0, 0.5, 3, 12}) {
            double[] scores =
                    random.doubles(20_000).map(u -> spread * Math.log(u)).toArray();
            for (double p : new double[] {1e-6, 0.3, 0.9, 0.999, 1 - 1e-12}) {
                Distribution left = Distribution.of(scores, new Filters(1, 1, 0, p, 0));

                assertThat(left.ids().length).isEqualTo(sorted(scores, p));
            }
        }
    }

    private static int sorted(double[] scores, double p) {
        double[] mass = Arrays.stream(scores).map(Math::exp).sorted().toArray();
        double total = Arrays.stream(mass).sum();
        double below = 0;
        int gone = 0;
        for (double one : mass) {
            below += one / total;
            gone += below <= 1 - p ? 1 : 0;
        }
        return mass.length - Math.min(gone, mass.length - 1);
    }

    @Test
    void draws_are_as_frequent_as_their_probabilities() {
        Distribution three =
                new Distribution(new int[] {4, 7, 9}, new double[] {Math.log(0.5), Math.log(0.2), Math.log(0.3)});
        int[] drawn = new int[10];

        IntStream.range(0, 20_000).forEach(i -> drawn[three.draw(KeyedRandom.uniform(3, i))]++);

        assertThat(drawn[4] / 20_000.0).isCloseTo(0.5, within(0.01));
        assertThat(drawn[7] / 20_000.0).isCloseTo(0.2, within(0.01));
        assertThat(drawn[9] / 20_000.0).isCloseTo(0.3, within(0.01));
        assertThat(three.draw(0)).isEqualTo(4);
        assertThat(three.draw(Math.nextDown(1.0))).isEqualTo(9);
    }

    @Test
    void settings_out_of_range_are_all_named() {
        assertThatThrownBy(() -> new Filters(0, -1, -1, 0, 2))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("repetition_penalty")
                .hasMessageContaining("temperature")
                .hasMessageContaining("top_k")
                .hasMessageContaining("top_p")
                .hasMessageContaining("min_p");
        assertThatThrownBy(() -> new Filters(1, 0, 0, 0.9, 0))
                .hasMessageContaining("more than 0 where top_k, top_p or min_p choose the words");
        assertThatThrownBy(() -> Sampling.greedy(0)).hasMessageContaining("max_new_tokens");
        assertThatThrownBy(() -> new Stops(java.util.Set.of(), List.of(""))).hasMessageContaining("stop");
    }
}
