// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.attune.nn.Pass;
import org.attune.optim.Optimizer;
import org.attune.optim.ParameterGroup;
import org.attune.optim.Rule;
import org.attune.problem.InputException;
import org.attune.tensor.Parameter;
import org.attune.tensor.Placement;
import org.attune.tensor.Precision;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.attune.weights.Checkpoint;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Law 5 for LoRA: an adapter that PEFT wrote answers, and learns, here as there, in float64. */
@Tag("engine")
class LoraGoldenTest {

    private static final double TOLERANCE = 1e-9;

    @TempDir
    Path folder;

    private static final Set<String> ENCODER = Set.of("plain", "rslora", "dora", "patterns");

    /** Some on the encoder, and one on each language model, of its name; more of them have it behind a hyphen. */
    static Stream<String> variants() {
        return Stream.of(ENCODER.stream().sorted(), Golden.decoders(), Stream.of("dora-gpt2", "tokens-mistral"))
                .flatMap(names -> names);
    }

    private static String base(String variant) {
        boolean more = variant.startsWith("dora-") || variant.startsWith("tokens-");
        return ENCODER.contains(variant) ? "bert" : more ? variant.substring(variant.indexOf('-') + 1) : variant;
    }

    @ParameterizedTest
    @MethodSource("variants")
    void logits_loss_gradients_and_twenty_optimiser_steps_are_pefts(String variant) throws IOException {
        Golden golden = new Golden("lora", variant);
        JsonNode json = golden.json();
        try (Scope scope = Scope.open();
                Base base = ModelImport.open(adapter(variant));
                Checkpoint answers = golden.answers()) {
            Model model = base.build(new Golden(base(variant), "").request(), Placement.cpu(Precision.FP64), 13);
            assertThat(model.fresh()).isEmpty();
            assertThat(model.unused()).allMatch(unused -> unused.name().startsWith("classifier"));
            String task = base(variant).equals("bert") ? "" : "language";
            List<Parameter> learning = learning(model, answers);
            TokenInputs inputs = golden.inputs(ScalarType.Double);
            assertThat(difference(model, inputs, answers, variant)).isLessThan(TOLERANCE);
            Tensor loss = GoldenLoss.of(task, logits(model, inputs), json.path("labels"));
            assertThat(Tensors.item(loss)).isCloseTo(json.path("loss").doubleValue(), within(TOLERANCE));
            loss.backward();
            checkGradients(model, learning, answers);
            learning.forEach(Parameter::clearGradient);
            learn(model, learning, inputs, json, task);
            for (Parameter parameter : learning) {
                assertThat(Golden.difference(parameter.master(), answers.load("final/" + parameter.name()), null))
                        .as(parameter.name())
                        .isLessThan(TOLERANCE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void merged_weights_answer_as_the_adapter_of_peft_does(String variant) throws IOException {
        Golden golden = new Golden("lora", variant);
        try (Scope scope = Scope.open();
                Base base = ModelImport.open(adapter(variant));
                Checkpoint answers = golden.answers()) {
            Model model = base.build(new Golden(base(variant), "").request(), Placement.cpu(Precision.FP64), 13);
            model.merge();

            assertThat(model.adapter()).isNull();
            assertThat(model.parameters().all()).noneMatch(parameter -> Adapter.isPart(parameter.name()));
            assertThat(difference(model, golden.inputs(ScalarType.Double), answers, variant))
                    .isLessThan(TOLERANCE);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dora | \"use_dora\": true | \"use_dora\": false | says nothing of use_dora",
                "patterns | \"quer.\": 3 | \"quer.\": 2 | the factors do not fit a layer",
                "patterns | \"quer.\": 3 | \"que(r\": 3 | regular expressions for names of layers",
                "tokens-mistral | \"trainable_token_indices\": { | \"trainable_token_indices\": {\"x\": [400], | ''",
                "tokens-mistral | \"embed_tokens\": [ | \"embed_tokens\": [3, | its rows do not fit a table of the shape"
            })
    void files_that_do_not_belong_together_are_refused(String variant, String from, String to, String said)
            throws IOException {
        Path adapter = adapter(variant);
        Path file = adapter.resolve("adapter_config.json");
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
        ThrowingCallable build = () -> {
            try (Scope scope = Scope.open();
                    Base base = ModelImport.open(adapter)) {
                Model model = base.build(new Golden(base(variant), "").request(), Placement.cpu(Precision.FP64), 13);
                assertThat(model.adapter()).isNotNull();
            }
        };
        if (said.isEmpty()) {
            assertThatCode(build).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(build).isInstanceOf(InputException.class).hasMessageContaining(said);
        }
    }

    /** Of the scores; those of padding are nobody's. */
    private static double difference(Model model, TokenInputs inputs, Checkpoint answers, String variant) {
        boolean perToken = !base(variant).equals("bert");
        return Golden.difference(logits(model, inputs), answers.load("logits"), perToken ? inputs.mask() : null);
    }

    /** The adapter's folder beside its base's, as its configuration names it. */
    private Path adapter(String variant) throws IOException {
        Path base = Files.createDirectories(folder.resolve(base(variant)));
        Path adapter = Files.createDirectories(folder.resolve("lora").resolve(variant));
        for (String name : List.of("config.json", "model.safetensors")) {
            Files.copy(new Golden(base(variant), "").folder().resolve(name), base.resolve(name));
        }
        Files.write(base.resolve("tokenizer.json"), TinyTokenizer.json());
        for (String name : List.of("adapter_config.json", "adapter_model.safetensors")) {
            Files.copy(new Golden("lora", variant).folder().resolve(name), adapter.resolve(name));
        }
        return adapter;
    }

    private static List<Parameter> learning(Model model, Checkpoint answers) {
        List<Parameter> learning = model.parameters().all().stream()
                .filter(parameter -> answers.tensors().containsKey("grad/" + parameter.name()))
                .toList();
        assertThat(learning).hasSize((answers.tensors().size() - 1) / 2);
        model.parameters().all().forEach(parameter -> {
            if (learning.contains(parameter)) {
                parameter.setLearns(true);
            } else {
                parameter.freeze();
            }
        });
        return learning;
    }

    private static void checkGradients(Model model, List<Parameter> learning, Checkpoint answers) {
        for (Parameter parameter : model.parameters().all()) {
            Tensor gradient = parameter.gradient();
            assertThat(gradient != null).as(parameter.name()).isEqualTo(learning.contains(parameter));
            if (gradient != null) {
                assertThat(Golden.difference(gradient, answers.load("grad/" + parameter.name()), null))
                        .as(parameter.name())
                        .isLessThan(TOLERANCE);
            }
        }
    }

    private static void learn(Model model, List<Parameter> learning, TokenInputs inputs, JsonNode json, String task) {
        JsonNode training = json.path("training");
        Optimizer optimizer = new Optimizer(
                new Rule.AdamW(0.9, 0.999, 1e-8),
                0.01,
                1.0,
                List.of(group("decayed", learning, true), group("spared", learning, false)));
        assertThat(training.path("steps").intValue()).isEqualTo(20);
        for (int k = 0; k < 20; k++) {
            try (Scope step = Scope.open()) {
                Tensor loss = GoldenLoss.of(task, logits(model, inputs), json.path("labels"));
                assertThat(Tensors.item(loss))
                        .as("loss of step " + k)
                        .isCloseTo(training.path("losses").get(k).doubleValue(), within(TOLERANCE));
                loss.backward();
                optimizer.collect();
                double norm = optimizer.gradientNorm();
                assertThat(norm)
                        .as("gradient norm of step " + k)
                        .isCloseTo(training.path("gradient_norms").get(k).doubleValue(), within(TOLERANCE));
                optimizer.step(training.path("learning_rates").get(k).doubleValue(), norm);
            }
        }
    }

    private static ParameterGroup group(String name, List<Parameter> learning, boolean decayed) {
        List<Parameter> members = learning.stream()
                .filter(parameter -> (parameter.kind() == Parameter.Kind.WEIGHT) == decayed)
                .toList();
        return new ParameterGroup(name, members, 1, decayed ? 1 : 0);
    }

    private static Tensor logits(Model model, TokenInputs inputs) {
        return model.logits(model.features(inputs, Pass.evaluation()), Pass.evaluation());
    }
}
