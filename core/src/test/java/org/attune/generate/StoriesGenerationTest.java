// SPDX-License-Identifier: Apache-2.0
package org.attune.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.attune.config.ModelConfig.Init;
import org.attune.config.ModelConfig.Pooling;
import org.attune.model.Base;
import org.attune.model.HeadRequest;
import org.attune.model.Model;
import org.attune.model.ModelImport;
import org.attune.tensor.Placement;
import org.attune.tensor.Precision;
import org.attune.tensor.Scope;
import org.attune.weights.SharedData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A published language model of 260,032 parameters tells the story that an independent forward of its original file told. */
@Tag("slow")
@Tag("engine")
class StoriesGenerationTest {

    @TempDir
    Path folder;

    @Test
    void the_likeliest_words_are_its_story() throws IOException {
        Path shared = SharedData.folder("data/weights/stories260K");
        for (String file : new String[] {"config.json", "model.safetensors"}) {
            Files.copy(shared.resolve("hf").resolve(file), folder.resolve(file));
        }
        Files.writeString(folder.resolve("tokenizer.json"), TinyLanguage.tokenizer(512));
        JsonNode golden = JsonMapper.builder().build().readTree(Files.readString(shared.resolve("golden.json")));
        int[] story = TinyLanguage.ids(golden.path("greedy_from_bos_ids"));
        HeadRequest request = new HeadRequest(
                HeadRequest.Kind.LANGUAGE, 1, Pooling.AUTO, Init.PRETRAINED, true, OptionalDouble.empty());
        try (Base base = ModelImport.open(folder);
                Scope scope = Scope.open()) {
            Model model = base.build(request, Placement.cpu(Precision.FP32), 1);
            Prompt beginning = new Prompt(0, new int[] {story[0]}, "the beginning");
            Prompt middle = new Prompt(1, Arrays.copyOf(story, 40), "the middle");

            List<Generated> found = new Generator(model, base.tokenizer())
                    .generate(List.of(beginning, middle), Sampling.greedy(story.length - 40), Listener.NONE);

            assertThat(found.get(0).tokens()).containsExactly(Arrays.copyOfRange(story, 1, story.length - 39));
            assertThat(found.get(1).tokens()).containsExactly(Arrays.copyOfRange(story, 40, story.length));
        }
    }
}
