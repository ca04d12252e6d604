// SPDX-License-Identifier: Apache-2.0
package org.attune.method.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.Stream;
import org.attune.method.Progress;
import org.attune.tensor.Grad;
import org.attune.tensor.Parameter;
import org.attune.tensor.Placement;
import org.attune.tensor.Precision;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How far two domains are apart, and the gradients of it, are torch's in float64. */
@Tag("engine")
@Tag("float64")
class DomainGoldenTest {

    private static final double TOLERANCE = 1e-9;

    @ParameterizedTest
    @ValueSource(strings = {"coral", "mmd"})
    void a_distance_and_its_gradients_are_those_of_its_equation_by_torch(String name) throws IOException {
        JsonNode golden = golden();
        try (Scope scope = Scope.open()) {
            assertThat(scope).isNotNull();
            assertIs(golden, golden.path(name), name.equals("coral") ? new Coral() : new Mmd());
        }
    }

    @Test
    void an_adversary_turns_its_gradient_round_as_an_own_function_of_torch_does() throws IOException {
        JsonNode golden = golden();
        JsonNode dann = golden.path("dann");
        try (Scope scope = Scope.open()) {
            assertThat(scope).isNotNull();
            Adversary adversary =
                    new Adversary(5, 3, dann.path("strength").doubleValue(), Placement.cpu(Precision.FP64), 1);
            for (Parameter parameter : adversary.parameters()) {
                String own = parameter.name().substring("domain.".length());
                Tensor values = tensor(dann.path("weights").path(own));
                try (Grad off = Grad.off()) {
                    parameter.set(values.view(parameter.master().sizes()));
                }
            }
            adversary.activate(new Progress(3, 10, 5)); // the share of 0.3
            assertIs(golden, dann, adversary);
            for (Parameter parameter : adversary.parameters()) {
                String own = parameter.name().substring("domain.".length());
                close(
                        Objects.requireNonNull(parameter.gradient()),
                        dann.path("gradients").path(own));
            }
        }
    }

    @Test
    void the_reversal_grows_from_nothing_to_all() {
        assertThat(Adversary.lambda(0)).isZero();
        assertThat(Adversary.lambda(0.1)).isCloseTo(0.462117157260009, within(1e-12)); // tanh(0.5)
        assertThat(Adversary.lambda(1)).isCloseTo(1, within(1e-4)).isLessThan(1);
    }

    private static void assertIs(JsonNode golden, JsonNode expected, Alignment alignment) {
        Tensor source = tensor(golden.path("source")).set_requires_grad(true);
        Tensor target = tensor(golden.path("target")).set_requires_grad(true);
        Tensor apart = alignment.of(source, target);
        apart.backward();

        assertThat(Tensors.item(apart)).isCloseTo(expected.path("distance").doubleValue(), within(TOLERANCE));
        close(source.grad(), expected.path("source"));
        close(target.grad(), expected.path("target"));
    }

    private static void close(Tensor found, JsonNode expected) {
        double[] values = Tensors.doubles(found);
        double[] wanted = flat(expected);
        assertThat(values).hasSameSizeAs(wanted);
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).isCloseTo(wanted[i], within(TOLERANCE));
        }
    }

    private static Tensor tensor(JsonNode node) {
        double[] values = flat(node);
        long rows = node.size();
        return node.path(0).isArray() ? Tensors.of(values, rows, values.length / rows) : Tensors.of(values, rows);
    }

    private static double[] flat(JsonNode node) {
        return node.valueStream()
                .flatMap(inner -> inner.isArray() ? inner.valueStream() : Stream.of(inner))
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
    }

    private static JsonNode golden() throws IOException {
        try (InputStream file = Objects.requireNonNull(
                DomainGoldenTest.class.getResourceAsStream("/golden/transfer/domain/golden.json"))) {
            return JsonMapper.builder().build().readTree(file.readAllBytes());
        }
    }
}
