// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.attune.config.ModelConfig.Init;
import org.attune.config.ModelConfig.Pooling;
import org.attune.nn.Pass;
import org.attune.tensor.Placement;
import org.attune.tensor.Precision;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.attune.tokenizer.Limit;
import org.attune.weights.Safetensors;
import org.attune.weights.SharedData;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A published language model of 260,032 parameters says what an independent forward of its original file said. */
@Tag("slow")
@Tag("engine")
class StoriesTest {

    private static Path folder() {
        return SharedData.folder("data/weights/stories260K");
    }

    private static JsonNode golden() {
        return ModelJson.read(folder().resolve("golden.json"));
    }

    private static long[] ids(String key) {
        return golden().path(key).values().stream().mapToLong(JsonNode::asLong).toArray();
    }

    private static Model model(Precision precision) {
        Base base = new Base(
                "stories260K",
                ArchitectureConfig.read(folder().resolve("hf/config.json")),
                TinyTokenizer.open(),
                Safetensors.open(folder().resolve("hf/model.safetensors")),
                new FolderSettings(null, Pooling.AUTO, Optional.empty(), ModelJson.empty(), null));
        HeadRequest request = new HeadRequest(
                HeadRequest.Kind.LANGUAGE, 1, Pooling.AUTO, Init.PRETRAINED, true, OptionalDouble.empty());
        return base.build(request, Placement.cpu(precision), 1);
    }

    /** [1, time, vocabulary]. */
    private static Tensor logits(Model model, long[] ids) {
        TokenInputs inputs = new TokenInputs(Tensors.of(ids, 1, ids.length), null, null);
        return model.logits(model.features(inputs, Pass.evaluation()), Pass.evaluation());
    }

    @Test
    void likelihood_and_last_scores_are_those_of_the_original() {
        try (Scope scope = Scope.open()) {
            Model model = model(Precision.FP64);
            assertThat(model.unused()).isEmpty();
            assertThat(model.parameters().size()).isEqualTo(260_032);
            long[] ids = ids("prompt_ids");
            Tensor logits = logits(model, ids);
            Tensor next = Tensors.of(Arrays.copyOfRange(ids, 1, ids.length), ids.length - 1);

            Tensor loss = GoldenLoss.crossEntropy(logits.select(0, 0).narrow(0, 0, ids.length - 1), next);

            assertThat(Tensors.item(loss)).isCloseTo(golden().path("mean_nll").doubleValue(), within(1e-9));
            double[] last = golden().path("last_token_logits_first16").values().stream()
                    .mapToDouble(JsonNode::doubleValue)
                    .toArray();
            double[] ours = Tensors.doubles(logits.select(0, 0).select(0, ids.length - 1));
            assertThat(Arrays.copyOf(ours, 16)).containsExactly(last, within(1e-9));
        }
    }

    @Test
    void its_folder_opens_with_the_list_of_its_pieces_and_reads_its_prompt(@TempDir Path directory) throws IOException {
        for (String file : List.of("hf/config.json", "hf/model.safetensors", "tok512_vocab.json")) {
            Path source = folder().resolve(file);
            Files.copy(source, directory.resolve(source.getFileName()));
        }
        try (Base base = ModelImport.open(directory)) {
            String prompt = golden().path("prompt").stringValue();
            int[] ids =
                    base.tokenizer().encode(prompt, null, Limit.none()).get(0).ids();
            assertThat(Arrays.stream(ids).asLongStream().toArray()).isEqualTo(ids("prompt_ids"));
        }
    }

    @Test
    void the_likeliest_words_one_after_another_are_its_story() {
        try (Scope scope = Scope.open()) {
            Model model = model(Precision.FP32);
            long[] story = ids("greedy_from_bos_ids");
            for (int length = 1; length < story.length; length++) {
                try (Scope step = Scope.open()) {
                    Tensor logits = logits(model, Arrays.copyOf(story, length));
                    Tensor likeliest =
                            logits.select(0, 0).select(0, length - 1L).argmax();
                    assertThat((long) Tensors.item(likeliest)).isEqualTo(story[length]);
                }
            }
        }
    }
}
