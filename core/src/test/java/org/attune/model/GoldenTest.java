// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.attune.nn.Pass;
import org.attune.optim.Optimizer;
import org.attune.tensor.Parameter;
import org.attune.tensor.Precision;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.attune.weights.Checkpoint;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Law 5: hidden states, logits, loss, gradients and twenty optimiser steps are the reference's, in float64. */
@Tag("engine")
class GoldenTest {

    private static final double TOLERANCE = 1e-9;

    private static final Set<String> DONE = new HashSet<>();

    @AfterAll
    static void no_architecture_was_left_out() {
        assertThat(DONE).isEqualTo(Set.copyOf(Golden.names()));
        assertThat(DONE.stream()
                        .map(name ->
                                new Golden(name, "").json().path("model_type").stringValue()))
                .containsAll(ofText());
    }

    /** Those of images are in {@link ImageGoldenTest}. */
    private static Set<String> ofText() {
        Set<String> types = new HashSet<>(Architectures.modelTypes());
        types.removeAll(ImageGoldenTest.TYPES);
        return types;
    }

    @ParameterizedTest
    @MethodSource("org.attune.model.Golden#names")
    void hidden_states_logits_loss_and_every_gradient_are_the_references(String type) {
        Golden golden = new Golden(type, "");
        try (Scope scope = Scope.open();
                Checkpoint answers = golden.answers()) {
            Model model = golden.model(Precision.FP64);
            assertThat(model.fresh()).isEmpty();
            assertThat(model.unused()).isEmpty();
            TokenInputs inputs = golden.inputs(ScalarType.Double);
            Tensor hidden = model.backbone().forward(inputs, Pass.evaluation());
            assertThat(Golden.difference(hidden, answers.load("hidden"), inputs.mask()))
                    .isLessThan(TOLERANCE);
            check(golden, model, answers, model.parameters().all());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bert, token-classification",
        "bert, regression",
        "bert, multi-label",
        "roberta, token-classification",
        "roberta, regression",
        "roberta, multi-label",
        "xlm-roberta, token-classification",
        "xlm-roberta, regression",
        "xlm-roberta, multi-label",
        "distilbert, token-classification",
        "distilbert, regression",
        "distilbert, multi-label",
        "modernbert, token-classification",
        "modernbert, regression",
        "modernbert, multi-label",
        "llama, sequence-classification",
        "llama, token-classification",
        "mistral, sequence-classification",
        "mistral, token-classification",
        "qwen2, sequence-classification",
        "qwen2, token-classification",
        "qwen3, sequence-classification",
        "qwen3, token-classification",
        "gpt2, sequence-classification",
        "gpt2, token-classification",
        "gemma, sequence-classification",
        "gemma, token-classification",
        "gemma2, sequence-classification",
        "gemma2, token-classification",
        "gemma3_text, sequence-classification"
    })
    void other_heads_have_the_references_logits_loss_and_gradients(String type, String variant) {
        Golden golden = new Golden(type, variant);
        try (Scope scope = Scope.open();
                Checkpoint answers = golden.answers()) {
            Model model = golden.model(Precision.FP64);
            assertThat(model.fresh()).isEmpty();
            List<Parameter> named = model.parameters().all().stream()
                    .filter(parameter -> answers.tensors().containsKey("grad/" + parameter.name()))
                    .toList();
            assertThat(named).hasSize(answers.tensors().size() - 1);
            check(golden, model, answers, named);
        }
    }

    private static void check(Golden golden, Model model, Checkpoint answers, Collection<Parameter> parameters) {
        model.parameters().all().forEach(parameter -> parameter.setLearns(true));
        TokenInputs inputs = golden.inputs(ScalarType.Double);
        Tensor logits = model.logits(model.features(inputs, Pass.evaluation()), Pass.evaluation());
        boolean tokens = model.head().pooling() == Head.Pooling.EACH;
        assertThat(Golden.difference(logits, answers.load("logits"), tokens ? inputs.mask() : null))
                .isLessThan(TOLERANCE);
        Tensor loss = GoldenLoss.of(golden.task(), logits, golden.json().path("labels"));
        assertThat(Math.abs(Tensors.item(loss) - golden.json().path("loss").doubleValue()))
                .isLessThan(TOLERANCE);
        loss.backward();
        for (Parameter parameter : parameters) {
            Tensor gradient = parameter.gradient();
            assertThat(gradient).as(parameter.name()).isNotNull();
            assertThat(Golden.difference(gradient, answers.load("grad/" + parameter.name()), null))
                    .as(parameter.name())
                    .isLessThan(TOLERANCE);
        }
    }

    @ParameterizedTest
    @MethodSource("org.attune.model.Golden#names")
    void twenty_optimiser_steps_are_the_references(String type) {
        Golden golden = new Golden(type, "");
        try (Scope scope = Scope.open();
                Checkpoint answers = golden.answers()) {
            Model model = golden.model(Precision.FP64);
            var training = golden.json().path("training");
            Optimizer optimizer = Golden.optimizer(model);
            TokenInputs inputs = golden.inputs(ScalarType.Double);
            JsonNode labels = golden.json().path("labels");
            int steps = training.path("steps").intValue();
            assertThat(steps).isEqualTo(20);
            for (int k = 0; k < steps; k++) {
                try (Scope step = Scope.open()) {
                    Tensor loss = loss(golden, model, inputs, labels);
                    assertThat(Math.abs(Tensors.item(loss)
                                    - training.path("losses").get(k).doubleValue()))
                            .as("loss of step " + k)
                            .isLessThan(TOLERANCE);
                    loss.backward();
                    optimizer.collect();
                    double norm = optimizer.gradientNorm();
                    assertThat(Math.abs(norm
                                    - training.path("gradient_norms").get(k).doubleValue()))
                            .as("gradient norm of step " + k)
                            .isLessThan(TOLERANCE);
                    optimizer.step(training.path("learning_rates").get(k).doubleValue(), norm);
                }
            }
            assertThat(Math.abs(Tensors.item(loss(golden, model, inputs, labels))
                            - training.path("loss_after").doubleValue()))
                    .isLessThan(TOLERANCE);
            for (Parameter parameter : model.parameters().all()) {
                assertThat(Golden.difference(parameter.master(), answers.load("final/" + parameter.name()), null))
                        .as(parameter.name())
                        .isLessThan(TOLERANCE);
            }
        }
        DONE.add(type);
    }

    private static Tensor loss(Golden golden, Model model, TokenInputs inputs, JsonNode labels) {
        return GoldenLoss.of(
                golden.task(), model.logits(model.features(inputs, Pass.evaluation()), Pass.evaluation()), labels);
    }
}
