// SPDX-License-Identifier: Apache-2.0
package org.attune.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.attune.config.ExportConfig;
import org.attune.config.ModelConfig.Pooling;
import org.attune.model.Base;
import org.attune.model.HeadRequest.Kind;
import org.attune.model.Model;
import org.attune.model.Unused;
import org.attune.tensor.Parameter;
import org.attune.tensor.Scope;
import org.attune.tokenizer.Encoding;
import org.attune.tokenizer.Limit;
import org.attune.weights.DType;
import org.attune.weights.Safetensors;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 4a: what is saved and loaded is the same, bit for bit. */
@Tag("engine")
class ModelDirectoryTest {

    @TempDir
    Path folder;

    static List<SmallModel> models() {
        List<SmallModel> models = new ArrayList<>();
        for (String type : List.of("bert", "roberta", "xlm-roberta", "distilbert", "modernbert")) {
            models.add(new SmallModel(type, Kind.SEQUENCE, Pooling.AUTO));
            models.add(new SmallModel(type, Kind.SEQUENCE, Pooling.CLS));
            models.add(new SmallModel(type, Kind.SEQUENCE, Pooling.MEAN));
            models.add(new SmallModel(type, Kind.TOKENS, Pooling.AUTO));
        }
        for (String type : SmallModel.DECODERS) {
            models.add(new SmallModel(type, Kind.SEQUENCE, Pooling.AUTO));
            models.add(new SmallModel(type, Kind.SEQUENCE, Pooling.MEAN));
            models.add(new SmallModel(type, Kind.TOKENS, Pooling.AUTO));
        }
        return models;
    }

    @ParameterizedTest
    @MethodSource("models")
    void a_saved_model_read_back_is_the_same_bit_for_bit(SmallModel small) throws IOException {
        Path saved = Files.createDirectories(folder.resolve("saved"));
        try (Scope scope = Scope.open();
                Base base = SmallModel.open(small.base(folder.resolve("base")))) {
            Model model = small.built(base, false);
            assertThat(model.fresh()).isNotEmpty().allMatch(model::isHead);
            small.write(saved, base, model);
            try (Base again = SmallModel.open(saved)) {
                assertThat(again.labels()).isEqualTo(SmallModel.LABELS);
                assertThat(again.maxLength()).isEqualTo(12);
                Model read = new SmallModel(small.type(), small.kind(), Pooling.AUTO).built(again, true);
                assertThat(read.fresh()).isEmpty();
                assertThat(read.unused()).allMatch(Unused::known);
                assertThat(read.head().pooling()).isEqualTo(model.head().pooling());
                assertThat(read.parameters().all())
                        .hasSameSizeAs(model.parameters().all());
                for (Parameter parameter : model.parameters().all()) {
                    Tensor other = read.parameters().named(parameter.name()).master();
                    assertThat(other.equal(parameter.master()))
                            .as(parameter.name())
                            .isTrue();
                }
                Encoding encoding = again.tokenizer()
                        .encode("the cat sat on a mat!", null, Limit.none())
                        .get(0);
                assertThat(SmallModel.logits(read, encoding)).isEqualTo(SmallModel.logits(model, encoding));
            }
        }
    }

    @Test
    void the_checkpoint_has_the_bases_type_unless_asked_otherwise() throws IOException {
        SmallModel small = new SmallModel("distilbert", Kind.SEQUENCE, Pooling.AUTO);
        try (Scope scope = Scope.open();
                Base base = SmallModel.open(small.base(folder.resolve("base")))) {
            Model model = small.built(base, false);
            Path same = Files.createDirectories(folder.resolve("same"));
            Path narrow = Files.createDirectories(folder.resolve("narrow"));
            small.write(same, base, model);
            ModelDirectory.write(narrow, model, base, small.head(), ExportConfig.of(ExportConfig.Dtype.BF16));
            assertThat(types(same)).containsOnly(DType.F64);
            assertThat(types(narrow)).containsOnly(DType.BF16);
            assertThat(SmallModel.text(narrow.resolve("config.json"))).contains("\"dtype\" : \"bfloat16\"");
        }
    }

    @ParameterizedTest
    @CsvSource({"bert, true", "gpt2, false"})
    void token_types_are_asked_of_the_tokenizer_only_where_it_marks_pairs(String type, boolean asked)
            throws IOException {
        SmallModel small = new SmallModel(type, Kind.SEQUENCE, Pooling.AUTO);
        Path saved = Files.createDirectories(folder.resolve("saved"));
        try (Scope scope = Scope.open();
                Base base = SmallModel.open(small.base(folder.resolve("base")))) {
            small.write(saved, base, small.built(base, false));
        }
        assertThat(SmallModel.text(saved.resolve("tokenizer_config.json")).contains("token_type_ids"))
                .isEqualTo(asked);
    }

    private static List<DType> types(Path directory) {
        try (var checkpoint = Safetensors.open(directory.resolve("model.safetensors"))) {
            return checkpoint.tensors().values().stream()
                    .map(info -> info.dtype())
                    .distinct()
                    .toList();
        }
    }

    @Test
    void config_json_keeps_the_bases_keys_and_says_what_the_head_is() throws IOException {
        SmallModel small = new SmallModel("bert", Kind.SEQUENCE, Pooling.AUTO);
        Path saved = Files.createDirectories(folder.resolve("saved"));
        try (Scope scope = Scope.open();
                Base base = SmallModel.open(small.base(folder.resolve("base")))) {
            small.write(saved, base, small.built(base, false));
        }
        String config = SmallModel.text(saved.resolve("config.json"));
        assertThat(config)
                .contains("\"BertForSequenceClassification\"")
                .contains("\"2\" : \"größer\"")
                .contains("\"größer\" : 2")
                .contains("\"problem_type\" : \"single_label_classification\"")
                .contains("\"layer_norm_eps\" : 1.0E-12")
                .contains("\"type_vocab_size\" : 2")
                .doesNotContain("transformers_version")
                .doesNotContain("negative");
        assertThat(SmallModel.text(saved.resolve("attune.json")))
                .contains("\"format\" : 1")
                .contains("\"pooling\" : \"cls\"")
                .contains("\"max_length\" : 12");
    }

    @Test
    void the_mean_of_a_bert_is_a_sentence_transformers_directory() throws IOException {
        SmallModel small = new SmallModel("roberta", Kind.SEQUENCE, Pooling.MEAN);
        Path saved = Files.createDirectories(folder.resolve("saved"));
        try (Scope scope = Scope.open();
                Base base = SmallModel.open(small.base(folder.resolve("base")))) {
            small.write(saved, base, small.built(base, false));
        }
        assertThat(SmallModel.text(saved.resolve("modules.json")))
                .contains("1_Pooling")
                .contains("2_Dense");
        try (var root = Safetensors.open(saved.resolve("model.safetensors"));
                var dense = Safetensors.open(saved.resolve("2_Dense/model.safetensors"))) {
            assertThat(root.tensors().keySet())
                    .contains("embeddings.word_embeddings.weight", "pooler.dense.weight")
                    .noneMatch(name -> name.startsWith("roberta.") || name.startsWith("classifier"));
            assertThat(dense.tensors().keySet()).containsExactlyInAnyOrder("linear.weight", "linear.bias");
        }
    }
}
