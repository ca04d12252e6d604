// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.attune.data.Batch;
import org.attune.data.Dataset;
import org.attune.data.Example;
import org.attune.eval.Bootstrap;
import org.attune.eval.Evaluation;
import org.attune.eval.MetricNames;
import org.attune.nn.Pass;
import org.attune.task.Answered;
import org.attune.task.BatchLoss;
import org.attune.task.Encoded;
import org.attune.task.Task;
import org.attune.tensor.Scope;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the flow relies on in every task; a new one is added to {@link Subject}. */
@Tag("engine")
@Tag("flow")
class TaskContractTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("org.attune.Subject#fullyTuned")
    void every_row_has_examples_in_the_rows_order_with_keys_of_their_own(Subject subject) throws IOException {
        try (Prepared run = Prepared.of(subject.recipe(folder, "rows"))) {
            Encoded data = run.plan().split(Dataset.TRAIN);
            List<Integer> rows = data.examples().stream().map(Example::row).toList();

            assertThat(rows).isSorted();
            assertThat(rows.stream().distinct().count()).isEqualTo(data.rows().size());
            assertThat(data.examples()).extracting(Example::key).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @MethodSource("org.attune.Subject#fullyTunedApart")
    void the_loss_of_a_batch_is_the_sum_of_its_rows_losses(Subject subject) throws IOException {
        try (Prepared run = Prepared.of(subject.recipe(folder, "sum"))) {
            Batch batch = MethodContractTest.batch(run.train(), 0, 5);
            double sum = 0;
            double targets = 0;
            for (int i = 0; i < batch.size(); i++) {
                Batch alone = MethodContractTest.batch(run.train(), i, i + 1);
                sum += loss(run, alone);
                targets += run.plan().task().targets(alone);
            }

            assertThat(loss(run, batch)).isGreaterThan(0).isCloseTo(sum, within(1e-10));
            assertThat(run.plan().task().targets(batch)).isGreaterThan(0).isCloseTo(targets, within(1e-10));
        }
    }

    @ParameterizedTest
    @MethodSource("org.attune.Subject#fullyTuned")
    void every_row_gets_an_answer_beside_its_truth_and_the_tasks_metric_is_measured(Subject subject)
            throws IOException {
        try (Prepared run = Prepared.of(subject.recipe(folder, "answers"))) {
            Task task = run.plan().task();
            Encoded data = run.plan().split(Dataset.TEST);
            float[][] outputs = Evaluation.outputs(run.method().predictor(), data.examples());
            List<Answered> answers = task.answers(data, outputs);

            assertThat(answers).hasSameSizeAs(data.rows());
            assertThat(answers).extracting(Answered::truth).doesNotContainNull();
            assertThat(MetricNames.of(task)).contains(task.metric());
            assertThat(Evaluation.measure(
                                    task.scores(data, outputs), task.labels().names(), new Bootstrap(0, 13))
                            .metrics())
                    .containsKey(task.metric());
        }
    }

    private static double loss(Prepared run, Batch batch) {
        try (Scope scope = Scope.open()) {
            Task task = run.plan().task();
            Pass pass = Pass.training(13, 1, batch.keys());
            return task.loss(run.model(), task.features(run.model(), batch, pass), batch, pass)
                    .backward(Map.of())
                    .getOrDefault(BatchLoss.TASK, Double.NaN);
        }
    }
}
