// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureConfigTest {

    private static final String BERT = """
            {"model_type": "bert", "vocab_size": 100, "hidden_size": 12, "num_hidden_layers": 2,
             "num_attention_heads": 3, "intermediate_size": 24, "max_position_embeddings": 16}
            """;

    private static final String MODERN =
            BERT.replace("\"bert\"", "\"modernbert\"").replace(": 12", ": 18");

    private static ArchitectureConfig read(String json) {
        return ArchitectureConfig.of(json.getBytes(StandardCharsets.UTF_8), "config.json");
    }

    private static List<Problem> problems(String json) {
        return catchThrowableOfType(InputException.class, () -> read(json)).problems();
    }

    @Test
    void what_a_configuration_leaves_out_is_what_the_reference_assumes() {
        assertThat(read(BERT).sizes()).isEqualTo(new Sizes(100, 12, 2, 3, 24, 16));
        assertThat(read(BERT.replace("\"bert\"", "\"roberta\"")).sizes().positions())
                .isEqualTo(14);
        assertThat(read(MODERN).sizes().blocks()).isEqualTo(2);
    }

    @Test
    void everything_that_is_wrong_is_said_at_once_with_its_key() {
        String json = BERT.replace("\"hidden_size\": 12", "\"hidden_size\": 13")
                .replace("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 1000000000")
                .replace("\"vocab_size\": 100", "\"hidden_dropout_prob\": 1.5");
        assertThat(problems(json))
                .extracting(Problem::where)
                .containsExactlyInAnyOrder(
                        "config.json: vocab_size",
                        "config.json: num_hidden_layers",
                        "config.json: num_attention_heads",
                        "config.json: hidden_dropout_prob");
    }

    @Test
    void zero_heads_are_a_problem_and_no_division() {
        assertThat(problems(BERT.replace("\"num_attention_heads\": 3", "\"num_attention_heads\": 0")))
                .extracting(Problem::found)
                .containsExactly("is \"0\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"position_embedding_type\": \"relative_key\" | position_embedding_type | absolute",
                "\"is_decoder\": true | is_decoder | false",
                "\"add_cross_attention\": true | add_cross_attention | false",
                "\"hidden_act\": \"mish\" | hidden_act | gelu",
                "\"pruned_heads\": {\"0\": [1]} | pruned_heads | no such key"
            })
    void a_value_that_is_not_supported_is_refused_by_name_with_what_is(String field, String key, String supported) {
        List<Problem> problems = problems(BERT.replaceFirst("\\{", "{" + field + ", "));
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).code()).isEqualTo("model.unsupported");
        assertThat(problems.get(0).where()).isEqualTo("config.json: " + key);
        assertThat(problems.get(0).expected()).contains(supported);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"rope_scaling\": {\"type\": \"linear\"} | config.json: rope_scaling",
                "\"layer_types\": [\"full_attention\"] | config.json: layer_types",
                "\"layer_types\": [\"full_attention\", \"odd\"] | config.json: layer_types",
                "\"rope_parameters\": {\"full_attention\": {\"rope_type\": \"yarn\"}} | config.json: rope_parameters: full_attention: rope_type",
                "\"classifier_pooling\": \"max\" | config.json: classifier_pooling"
            })
    void variants_of_modernbert_that_are_not_supported_are_refused(String field, String where) {
        assertThat(problems(MODERN.replaceFirst("\\{", "{" + field + ", ")))
                .extracting(Problem::where)
                .containsExactly(where);
    }

    @Test
    void both_forms_of_modernberts_layers_and_rotary_positions_are_read() {
        String older = "\"global_attn_every_n_layers\": 2, \"global_rope_theta\": 500.0, \"local_rope_theta\": 20.0, ";
        String newer = "\"layer_types\": [\"full_attention\", \"sliding_attention\"], \"rope_parameters\": "
                + "{\"full_attention\": {\"rope_theta\": 500.0}, \"sliding_attention\": {\"rope_theta\": 20.0}}, ";
        assertThat(read(MODERN.replaceFirst("\\{", "{" + older)).blueprint())
                .isEqualTo(read(MODERN.replaceFirst("\\{", "{" + newer)).blueprint());
    }

    @Test
    void an_unknown_type_is_refused_with_the_nearest_one() {
        Problem typo = problems(BERT.replace("\"bert\"", "\"distillbert\"")).get(0);
        assertThat(typo.fix()).contains("\"distilbert\"");
        Problem decoder = problems(BERT.replace("\"bert\"", "\"phi3\"")).get(0);
        assertThat(decoder.found()).contains("is no architecture of this version");
        assertThat(decoder.expected())
                .contains("bert, ")
                .contains("distilbert, ")
                .contains("llama, mistral");
    }

    @Test
    void labels_are_real_ones_only() {
        assertThat(read(BERT.replaceFirst("\\{", "{\"id2label\": {\"1\": \"b\", \"0\": \"a\"}, "))
                        .labels())
                .containsExactly("a", "b");
        assertThat(read(BERT.replaceFirst("\\{", "{\"id2label\": {\"0\": \"LABEL_0\", \"1\": \"b\"}, "))
                        .labels())
                .isEmpty();
        assertThat(read(BERT.replaceFirst("\\{", "{\"id2label\": {\"0\": \"a\", \"2\": \"b\"}, "))
                        .labels())
                .isEmpty();
        assertThat(read(BERT.replaceFirst("\\{", "{\"id2label\": {\"0\": \"a\", \"1\": \"a\"}, "))
                        .labels())
                .isEmpty();
    }
}
