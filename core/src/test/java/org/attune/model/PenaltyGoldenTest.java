// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.attune.method.ewc.Fisher;
import org.attune.method.l2sp.StartingPoint;
import org.attune.nn.Pass;
import org.attune.optim.Optimizer;
import org.attune.optim.ParameterGroup;
import org.attune.optim.Rule;
import org.attune.tensor.Parameter;
import org.attune.tensor.Precision;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.attune.weights.Checkpoint;
import org.attune.weights.Safetensors;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What holds a model to its starting point: twenty steps are torch's, in float64. */
@Tag("engine")
@Tag("float64")
class PenaltyGoldenTest {

    private static final double TOLERANCE = 1e-9;

    @Test
    void l2_sp_learns_as_its_equation_by_torch() throws Exception {
        learns(
                "l2-sp",
                (model, golden, json) -> new StartingPoint(
                        model,
                        json.path("alpha").doubleValue(),
                        json.path("beta").doubleValue()));
    }

    @Test
    void elastic_weight_consolidation_learns_as_its_equation_by_torch() throws Exception {
        learns(
                "ewc",
                (model, golden, json) ->
                        new StartingPoint(model, json.path("strength").doubleValue(), fisher(model, golden, json)));
    }

    /** Each row's loss alone; one forward of all would have the same gradients for it, as no row sees another. */
    private static Map<String, Tensor> fisher(Model model, Golden golden, JsonNode json) {
        List<Parameter> body = model.parameters().all().stream()
                .filter(parameter -> !model.isHead(parameter.name()))
                .filter(parameter -> !parameter.name().startsWith("classifier"))
                .toList();
        return Fisher.diagonal(body, json.path("former").size(), row -> {
            Tensor logits = model.logits(
                    model.features(golden.inputs(ScalarType.Double), Pass.evaluation()), Pass.evaluation());
            Tensor chances = logits.log_softmax(-1, new ScalarTypeOptional());
            chances.select(0, row)
                    .select(0, json.path("former").path(row).asLong())
                    .neg()
                    .backward();
        });
    }

    @Test
    void the_diagonal_of_the_empirical_fisher_information_is_that_of_torch() throws Exception {
        JsonNode json = ModelJson.read(folder("ewc").resolve("golden.json"));
        Golden golden = new Golden("bert", "");
        try (Scope scope = Scope.open();
                Checkpoint answers = Safetensors.open(folder("ewc").resolve("golden.safetensors"))) {
            Model model = golden.model(Precision.FP64);
            model.parameters().all().forEach(parameter -> parameter.setLearns(true));
            Map<String, Tensor> found = fisher(model, golden, json);
            List<String> names = answers.tensors().keySet().stream()
                    .filter(name -> name.startsWith("fisher/"))
                    .toList();

            assertThat(names).hasSizeGreaterThan(10);
            for (String name : names) {
                Tensor own = Objects.requireNonNull(found.get(name.substring("fisher/".length())), name);
                assertThat(Golden.difference(own, answers.load(name), null))
                        .as(name)
                        .isLessThan(TOLERANCE);
            }
        }
    }

    private interface Holding {
        StartingPoint of(Model model, Golden golden, JsonNode json);
    }

    private static Path folder(String name) throws Exception {
        return Path.of(Objects.requireNonNull(PenaltyGoldenTest.class.getResource("/golden/transfer/" + name))
                .toURI());
    }

    private static void learns(String name, Holding holding) throws Exception {
        JsonNode json = ModelJson.read(folder(name).resolve("golden.json"));
        Golden golden = new Golden("bert", "");
        try (Scope scope = Scope.open();
                Checkpoint answers = Safetensors.open(folder(name).resolve("golden.safetensors"))) {
            Model model = golden.model(Precision.FP64);
            model.parameters().all().forEach(parameter -> parameter.setLearns(true));
            StartingPoint start = holding.of(model, golden, json);
            Optimizer optimizer = new Optimizer(
                    new Rule.Sgd(json.path("momentum").doubleValue()),
                    0,
                    0,
                    List.of(new ParameterGroup(
                            "all", List.copyOf(model.parameters().all()), 1, 1)));
            for (int k = 0; k < json.path("losses").size(); k++) {
                step(golden, model, start, optimizer, json, k);
            }
            for (String tensor : answers.tensors().keySet()) {
                if (tensor.startsWith("final/")) {
                    Tensor learnt = model.parameters()
                            .named(tensor.substring("final/".length()))
                            .master();
                    assertThat(Golden.difference(learnt, answers.load(tensor), null))
                            .as(tensor)
                            .isLessThan(TOLERANCE);
                }
            }
        }
    }

    private static void step(
            Golden golden, Model model, StartingPoint start, Optimizer optimizer, JsonNode json, int k) {
        try (Scope step = Scope.open()) {
            Tensor features = model.features(golden.inputs(ScalarType.Double), Pass.evaluation());
            Tensor logits = model.logits(features, Pass.evaluation());
            Tensor loss = GoldenLoss.of(golden.task(), logits, json.path("labels"));
            assertThat(Tensors.item(loss)).isCloseTo(json.path("losses").get(k).doubleValue(), within(TOLERANCE));
            loss.backward();
            optimizer.collect();
            assertThat(start.add(optimizer))
                    .isCloseTo(json.path("penalties").get(k).doubleValue(), within(TOLERANCE));
            double norm = optimizer.gradientNorm();
            assertThat(norm).isCloseTo(json.path("gradient_norms").get(k).doubleValue(), within(TOLERANCE));
            optimizer.step(json.path("learning_rate").doubleValue(), norm);
        }
    }
}
