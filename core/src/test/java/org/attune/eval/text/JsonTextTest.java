// SPDX-License-Identifier: Apache-2.0
package org.attune.eval.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"{}", " [1, 2.5e3, null] \n", "\"text\"", "42", "{\"a\": {\"b\": []}}"})
    void one_document_is_valid(String text) {
        assertThat(JsonText.isValid(text, List.of())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "{'a': 1}", "{\"a\": 1,}", "{} {}", "NaN", "```json\n{}\n```", "Here: {}", "{a: 1}"
            })
    void anything_else_is_not(String text) {
        assertThat(JsonText.isValid(text, List.of())).isFalse();
    }

    @Test
    void keys_that_are_asked_for_have_to_be_there() {
        assertThat(JsonText.isValid("{\"name\": null, \"age\": 3}", List.of("name", "age")))
                .isTrue();
        assertThat(JsonText.isValid("{\"name\": 1}", List.of("name", "age"))).isFalse();
        assertThat(JsonText.isValid("[\"name\"]", List.of("name"))).isFalse();
    }

    @Test
    void a_document_that_is_nested_too_deep_is_not_valid() {
        assertThat(JsonText.isValid("[".repeat(100_000) + "]".repeat(100_000), List.of()))
                .isFalse();
    }

    @Test
    void only_objects_and_arrays_are_structured() {
        assertThat(JsonText.isStructured("[]")).isTrue();
        assertThat(JsonText.isStructured("42")).isFalse();
        assertThat(JsonText.isStructured("yes")).isFalse();
    }
}
