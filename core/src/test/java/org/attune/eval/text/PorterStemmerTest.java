// SPDX-License-Identifier: Apache-2.0
package org.attune.eval.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.attune.eval.Golden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class PorterStemmerTest {

    static List<Arguments> stems() {
        return Golden.cases("stems");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stems")
    void words_have_the_stems_of_the_reference(String name, JsonNode node) {
        for (JsonNode pair : node.path("words")) {
            String word = pair.get(0).asString();
            assertThat(PorterStemmer.stem(word)).as(word).isEqualTo(pair.get(1).asString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "caresses, caress",
        "ponies, poni",
        "plastered, plaster",
        "hopping, hop",
        "filing, file",
        "relational, relat",
        "generalizations, gener",
        "oscillators, oscil",
        "controlling, control"
    })
    void words_of_the_paper_end_as_it_says(String word, String stem) {
        assertThat(PorterStemmer.stem(word)).isEqualTo(stem);
    }
}
