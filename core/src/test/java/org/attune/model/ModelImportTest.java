// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.attune.config.ModelConfig;
import org.attune.config.ModelConfig.Init;
import org.attune.config.ModelConfig.Pooling;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.tensor.Placement;
import org.attune.tensor.Precision;
import org.attune.tensor.Scope;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
class ModelImportTest {

    @TempDir
    Path folder;

    private Path model(Path directory) throws IOException {
        Files.createDirectories(directory);
        Golden golden = new Golden("bert", "");
        for (String name : new String[] {"config.json", "model.safetensors"}) {
            Files.copy(golden.folder().resolve(name), directory.resolve(name));
        }
        Files.write(directory.resolve("tokenizer.json"), TinyTokenizer.json());
        return directory;
    }

    @Test
    void a_directory_and_a_runs_directory_open_alike() throws IOException {
        Path run = folder.resolve("run");
        model(run.resolve("model"));
        try (Base direct = ModelImport.open(ModelConfig.of(run.resolve("model").toString()));
                Base ofRun = ModelImport.open(ModelConfig.of(run.toString()))) {
            assertThat(ofRun.sha256()).isEqualTo(direct.sha256()).hasSize(64);
            assertThat(direct.labels()).containsExactly("negative", "neutral", "positive");
            assertThat(direct.maxLength()).isEqualTo(20);
            assertThat(direct.pooling()).isEqualTo(Pooling.AUTO);
        }
    }

    @Test
    void the_shortest_length_and_the_pooling_of_a_directory_are_found() throws IOException {
        Path directory = model(folder.resolve("sentences"));
        Files.createDirectories(directory.resolve("1_Pooling"));
        Files.writeString(
                directory.resolve("1_Pooling/config.json"),
                "{\"pooling_mode_mean_tokens\": true, \"pooling_mode_cls_token\": false}");
        Files.writeString(directory.resolve("tokenizer_config.json"), "{\"model_max_length\": 18}");
        try (Base base = ModelImport.open(directory)) {
            assertThat(base.pooling()).isEqualTo(Pooling.MEAN);
            assertThat(base.maxLength()).isEqualTo(18);
        }
        Files.writeString(directory.resolve("sentence_bert_config.json"), "{\"max_seq_length\": 11}");
        Files.writeString(directory.resolve("attune.json"), "{\"pooling\": \"cls\", \"max_length\": 9}");
        try (Base base = ModelImport.open(directory)) {
            assertThat(base.pooling()).isEqualTo(Pooling.CLS);
            assertThat(base.maxLength()).isEqualTo(9);
        }
    }

    @Test
    void poolings_that_are_joined_end_to_end_are_no_default() throws IOException {
        Path directory = model(folder.resolve("joined"));
        Files.createDirectories(directory.resolve("1_Pooling"));
        Files.writeString(
                directory.resolve("1_Pooling/config.json"),
                "{\"pooling_mode_mean_tokens\": true, \"pooling_mode_cls_token\": true}");
        try (Base base = ModelImport.open(directory)) {
            assertThat(base.pooling()).isEqualTo(Pooling.AUTO);
        }
    }

    @Test
    void all_that_is_wrong_with_a_directory_is_said_at_once() throws IOException {
        Path directory = model(folder.resolve("broken"));
        Files.writeString(directory.resolve("config.json"), "{\"model_type\": \"bert\", \"model_type\": \"bert\"}");
        Files.writeString(directory.resolve("model.safetensors"), "no");
        Files.writeString(directory.resolve("attune.json"), "[");
        InputException thrown = catchThrowableOfType(InputException.class, () -> ModelImport.open(directory));
        assertThat(thrown.problems()).extracting(Problem::code).hasSize(3).contains("model.json");
    }

    @Test
    void a_tokenizer_with_more_ids_than_the_word_table_has_rows_is_refused() throws IOException {
        Path directory = model(folder.resolve("small"));
        Path config = directory.resolve("config.json");
        Files.writeString(config, Files.readString(config).replace("\"vocab_size\": 64", "\"vocab_size\": 10"));
        assertThatThrownBy(() -> ModelImport.open(directory))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("ids up to 15")
                .hasMessageContaining("model.vocabulary");
    }

    @Test
    void what_is_no_model_is_refused_in_words() {
        assertThatThrownBy(() -> ModelImport.open(ModelConfig.of("/no/such/folder")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> ModelImport.open(ModelConfig.of("builtin:minilmm")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("did you mean \"minilm\"?");
        assertThatThrownBy(() -> ModelImport.open(ModelConfig.of("hf:org/../name")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("hub.repository-name");
        assertThatThrownBy(() -> ModelImport.open(ModelConfig.of("a\u0000b")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is no path");
    }

    @Test
    void a_model_that_is_drawn_anew_needs_no_weights_and_is_its_configuration_and_tokenizer() throws IOException {
        Path directory = model(folder.resolve("anew"));
        Files.delete(directory.resolve("model.safetensors"));
        ModelConfig random = random(directory);
        String first;
        try (Base base = ModelImport.open(random);
                Scope scope = Scope.open()) {
            first = base.sha256();
            Model built = base.build(
                    new HeadRequest(
                            HeadRequest.Kind.SEQUENCE, 2, Pooling.AUTO, Init.RANDOM, false, OptionalDouble.empty()),
                    Placement.cpu(Precision.FP32),
                    13);
            assertThat(built.fresh()).hasSameSizeAs(built.parameters().all());
            assertThat(base.bareRest()).isNotEmpty();
        }
        Files.writeString(directory.resolve("model.safetensors"), "these are not read");
        try (Base base = ModelImport.open(random)) {
            assertThat(base.sha256()).isEqualTo(first).hasSize(64);
        }
        Path settings = directory.resolve("tokenizer_config.json");
        Files.writeString(settings, "{\"do_lower_case\": false}");
        try (Base base = ModelImport.open(random)) {
            assertThat(base.sha256()).isNotEqualTo(first);
        }
        Files.delete(settings);
        Path config = directory.resolve("config.json");
        Files.writeString(config, Files.readString(config).replace("\"vocab_size\": 64", "\"vocab_size\": 65"));
        try (Base base = ModelImport.open(random)) {
            assertThat(base.sha256()).isNotEqualTo(first);
        }
    }

    @Test
    void a_directory_without_weights_is_refused_where_they_are_wanted() throws IOException {
        Path directory = model(folder.resolve("bare"));
        Files.delete(directory.resolve("model.safetensors"));
        assertThatThrownBy(() -> ModelImport.open(directory))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("weights.no-weights");
    }

    private static ModelConfig random(Path directory) {
        return new ModelConfig(directory.toString(), Optional.empty(), Pooling.AUTO, Init.RANDOM);
    }

    @Test
    void a_hub_gets_name_and_revision() throws IOException {
        Path directory = model(folder.resolve("hub"));
        try (Base base = ModelImport.open(ModelConfig.of("hf:org/name@v2"), (name, revision) -> {
            assertThat(name).isEqualTo("org/name");
            assertThat(revision).contains("v2");
            return directory;
        })) {
            assertThat(base.description()).isEqualTo("hf:org/name@v2");
        }
    }
}
