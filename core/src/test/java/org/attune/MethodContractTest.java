// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.attune.data.Batch;
import org.attune.data.Example;
import org.attune.method.Method;
import org.attune.method.Progress;
import org.attune.nn.Pass;
import org.attune.optim.ParameterGroup;
import org.attune.tensor.Grad;
import org.attune.tensor.Parameter;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the flow relies on in every method; a new one is added to {@link Subject}. The laws are in {@link LawsTest}. */
@Tag("engine")
@Tag("flow")
class MethodContractTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("org.attune.Subject#all")
    void what_learns_is_in_one_group_and_the_rest_is_frozen(Subject subject) throws IOException {
        try (Prepared run = Prepared.of(subject.recipe(folder, "groups"))) {
            List<ParameterGroup> groups = run.method().parameters();
            List<Parameter> learning = groups.stream()
                    .flatMap(group -> group.parameters().stream())
                    .toList();

            assertThat(groups).extracting(ParameterGroup::name).doesNotHaveDuplicates();
            assertThat(learning).isNotEmpty().doesNotHaveDuplicates();
            for (Parameter parameter : run.model().parameters().all()) {
                assertThat(parameter.learns()).as(parameter.name()).isEqualTo(learning.contains(parameter));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.attune.Subject#all")
    void every_term_of_the_loss_has_its_targets_and_reaches_what_learns_alone(Subject subject) throws IOException {
        try (Prepared run = Prepared.of(subject.recipe(folder, "terms"))) {
            Method method = run.method();
            method.activate(new Progress(0, 12, 6));
            Batch batch = method.joined(batch(run.train(), 0, 8), 1);
            Map<String, Double> targets = method.targets(batch);
            Map<String, Double> sums =
                    method.loss(batch, Pass.training(13, 1, batch.keys())).backward(targets);

            assertThat(sums.keySet()).isEqualTo(targets.keySet());
            assertThat(targets.values()).allMatch(count -> count > 0);
            assertThat(sums.values()).allMatch(sum -> sum > 0);
            for (Parameter parameter : run.model().parameters().all()) {
                assertThat(parameter.gradient() != null).as(parameter.name()).isEqualTo(parameter.learns());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.attune.Subject#all")
    void a_prediction_knows_no_neighbours_no_padding_and_no_chance(Subject subject) throws IOException {
        try (Prepared run = Prepared.of(subject.recipe(folder, "predictor"))) {
            Method.Predictor predictor = run.method().predictor();
            Batch batch = batch(run.train(), 0, 6);
            double[][] first = outputs(predictor, batch);

            assertThat(outputs(predictor, batch)).isDeepEqualTo(first);
            for (int i = 0; i < batch.size(); i++) {
                double[] alone = outputs(predictor, batch(run.train(), i, i + 1))[0];
                for (int j = 0; j < alone.length; j++) { // the batch has more tokens behind these
                    assertThat(alone[j]).isCloseTo(first[i][j], within(1e-12));
                }
            }
        }
    }

    private static double[][] outputs(Method.Predictor predictor, Batch batch) {
        try (Grad off = Grad.off();
                Scope scope = Scope.open()) {
            Tensor outputs = predictor.outputs(batch);
            assertThat(outputs.requires_grad()).isFalse();
            double[][] rows = new double[batch.size()][];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = Tensors.doubles(outputs.select(0, i));
            }
            return rows;
        }
    }

    /** Examples padded to the longest of them. */
    static Batch batch(List<Example> examples, int from, int to) {
        List<Example> members = examples.subList(from, to);
        return new Batch(
                members, members.stream().mapToInt(Example::length).max().orElse(1));
    }
}
