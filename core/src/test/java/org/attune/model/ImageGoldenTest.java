// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import org.attune.config.ModelConfig.Init;
import org.attune.config.ModelConfig.Pooling;
import org.attune.nn.Pass;
import org.attune.optim.Optimizer;
import org.attune.tensor.Parameter;
import org.attune.tensor.Placement;
import org.attune.tensor.Precision;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.attune.weights.Checkpoint;
import org.attune.weights.DType;
import org.attune.weights.Safetensors;
import org.attune.weights.TensorInfo;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Law 5 for images: answers in evaluation, and loss, gradients, steps and running statistics in training, in float64. */
@Tag("engine")
@Tag("float64")
class ImageGoldenTest {

    static final Set<String> TYPES = Set.of("resnet", "cifar-resnet", "squeezenet", "vit", "deit");

    private static final double TOLERANCE = 1e-9;
    private static final int SIDE = 32;

    private static Path folder(String name) {
        try {
            return Path.of(Objects.requireNonNull(ImageGoldenTest.class.getResource("/golden/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HeadRequest request() {
        return new HeadRequest(HeadRequest.Kind.IMAGE, 3, Pooling.AUTO, Init.PRETRAINED, true, OptionalDouble.empty());
    }

    private static Model model(Base base) {
        return base.build(request(), Placement.cpu(Precision.FP64), 13);
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet", "resnet-basic", "resnet-early", "vit", "deit", "cifar-resnet"})
    void answers_losses_gradients_steps_and_statistics_are_the_references(String name) {
        JsonNode golden = ModelJson.read(folder(name).resolve("golden.json"));
        ImageInputs pixels;
        try (Scope scope = Scope.open();
                Base base = ModelImport.open(folder(name));
                Checkpoint answers = Safetensors.open(folder(name).resolve("golden.safetensors"))) {
            Model model = model(base);
            assertThat(model.fresh()).isEmpty();
            assertThat(model.unused()).isEmpty();
            pixels = EvenImages.pixels(
                    golden.path("seed").asLong(), golden.path("labels").size(), SIDE);
            Tensor hidden = model.backbone().forward(pixels, Pass.evaluation());
            assertThat(Golden.difference(hidden, answers.load("hidden"), null)).isLessThan(TOLERANCE);
            Tensor logits = model.logits(model.features(pixels, Pass.evaluation()), Pass.evaluation());
            assertThat(Golden.difference(logits, answers.load("logits"), null)).isLessThan(TOLERANCE);
            train(model, pixels, golden, answers);
        }
    }

    private static void train(Model model, ImageInputs pixels, JsonNode golden, Checkpoint answers) {
        JsonNode training = golden.path("training");
        Optimizer optimizer = Golden.optimizer(model);
        int steps = training.path("steps").intValue();
        for (int k = 0; k < steps; k++) {
            try (Scope step = Scope.open()) {
                Tensor loss = loss(model, pixels, golden, Pass.training(13, k, new long[6]));
                near(Tensors.item(loss), training.path("losses").get(k), "loss of step " + k);
                loss.backward();
                if (k == 0) {
                    near(Tensors.item(loss), golden.path("loss"), "first loss");
                    gradients(model, answers);
                }
                optimizer.collect();
                double norm = optimizer.gradientNorm();
                near(norm, training.path("gradient_norms").get(k), "norm of step " + k);
                optimizer.step(training.path("learning_rates").get(k).doubleValue(), norm);
            }
        }
        // the reference's loss after the steps is one forward in training more
        Tensor last = loss(model, pixels, golden, Pass.training(13, steps, new long[6]));
        assertThat(Tensors.item(last)).isFinite();
        near(Tensors.item(loss(model, pixels, golden, Pass.evaluation())), training.path("loss_after"), "loss after");
        Map<String, Tensor> all = new LinkedHashMap<>(model.statistics());
        model.parameters().all().forEach(parameter -> all.put(parameter.name(), parameter.master()));
        all.forEach((name, value) -> assertThat(Golden.difference(value, answers.load("final/" + name), null))
                .as(name)
                .isLessThan(TOLERANCE));
        assertThat(answers.tensors().keySet().stream().filter(name -> name.startsWith("final/")))
                .hasSize(all.size());
    }

    private static void gradients(Model model, Checkpoint answers) {
        for (Parameter parameter : model.parameters().all()) {
            Tensor gradient = Objects.requireNonNull(parameter.gradient(), parameter.name());
            assertThat(Golden.difference(gradient, answers.load("grad/" + parameter.name()), null))
                    .as(parameter.name())
                    .isLessThan(TOLERANCE);
        }
    }

    private static Tensor loss(Model model, ImageInputs pixels, JsonNode golden, Pass pass) {
        return GoldenLoss.of("", model.logits(model.features(pixels, pass), pass), golden.path("labels"));
    }

    private static void near(double ours, JsonNode reference, String what) {
        assertThat(Math.abs(ours - reference.doubleValue())).as(what).isLessThan(TOLERANCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet18", "squeezenet1_0", "squeezenet1_1"})
    void a_checkpoint_of_torchvision_that_comes_alone_has_torchvisions_features(String name) {
        JsonNode shapes = ModelJson.read(folder("torchvision").resolve("golden.json"))
                .path("shapes")
                .path(name);
        Map<String, TensorInfo> tensors = new LinkedHashMap<>();
        shapes.properties().forEach(entry -> {
            long[] shape = entry.getValue().values().stream()
                    .mapToLong(JsonNode::asLong)
                    .toArray();
            DType type = entry.getKey().endsWith("num_batches_tracked") ? DType.I64 : DType.F64;
            tensors.put(entry.getKey(), new TensorInfo(entry.getKey(), type, shape));
        });
        try (Scope scope = Scope.open();
                Checkpoint answers = Safetensors.open(folder("torchvision").resolve("golden.safetensors"))) {
            ArchitectureConfig config = ArchitectureConfig.of(
                    ModelJson.of(Architectures.infer(tensors).orElseThrow()), name);
            FolderSettings settings =
                    new FolderSettings(null, Pooling.AUTO, java.util.Optional.empty(), ModelJson.empty(), null);
            Model model = model(new Base(name, config, null, new EvenImages.Weights(tensors), settings));
            long seed =
                    300L + List.of("resnet18", "squeezenet1_0", "squeezenet1_1").indexOf(name);
            Tensor features = model.features(EvenImages.pixels(seed, 6, 64), Pass.evaluation())
                    .narrow(0, 0, 2);
            assertThat(Golden.difference(features, answers.load(name + "/features"), null))
                    .isLessThan(TOLERANCE);
            assertThat(model.unused()).allMatch(Unused::known);
            if (name.startsWith("resnet")) {
                Tensor logits = model.logits(features, Pass.evaluation());
                assertThat(model.fresh()).isEmpty();
                assertThat(Golden.difference(logits, answers.load(name + "/logits"), null))
                        .isLessThan(TOLERANCE);
            }
        }
    }
}
