// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.attune.config.Recipe;
import org.attune.data.Batch;
import org.attune.data.Example;
import org.attune.data.Row;
import org.attune.nn.Pass;
import org.attune.problem.InputException;
import org.attune.task.Answer;
import org.attune.task.Task;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How alike two texts are: each is read on its own, and their cosine answers in the scale of the training data. */
@Tag("engine")
class SimilarityTest {

    private static final Subject SUBJECT = new Subject("bert", "full", "text-similarity");

    @TempDir
    Path folder;

    @Test
    void the_answer_is_the_cosine_of_the_two_states_in_the_range_of_the_targets() throws IOException {
        try (Prepared run = Prepared.of(SUBJECT.recipe(folder, "cosine"));
                Scope scope = Scope.open()) {
            List<Example> some = run.train().subList(0, 7);
            Task task = run.plan().task();
            Batch batch = new Batch(some, longest(some));
            Tensor states = task.features(run.model(), batch, Pass.evaluation()); // [batch, 2, width]
            double[] said = Tensors.doubles(task.outputs(run.model(), states, batch));
            double[] flat = Tensors.doubles(states);
            double[] targets = run.train().stream()
                    .mapToDouble(example -> example.target()[0])
                    .sorted()
                    .toArray();

            int width = Math.toIntExact(states.size(2));
            for (int row = 0; row < some.size(); row++) {
                double cosine = cosine(flat, 2 * row * width, width);
                double expected = targets[0] + cosine * (targets[targets.length - 1] - targets[0]);
                assertThat(said[row]).isCloseTo(expected, within(1e-9));
            }
        }
    }

    @Test
    void a_text_has_the_same_states_whatever_it_is_compared_with() throws IOException {
        try (Prepared run = Prepared.of(SUBJECT.recipe(folder, "alone"));
                Scope scope = Scope.open()) {
            Example one = run.train().get(0);
            Example.Tokens first = ((Example.Pair) one.features()).first();
            Example twice = new Example(0, 0, new Example.Pair(first, first), one.target());
            double[] beside =
                    states(run, List.of(one, run.train().get(1), run.train().get(2)));
            double[] alone = states(run, List.of(twice));

            int width = alone.length / 2;
            for (int i = 0; i < width; i++) {
                assertThat(beside[i]).isCloseTo(alone[i], within(1e-12));
            }
            assertThat(answer(run, twice)).isCloseTo(highest(run), within(1e-9));
        }
    }

    @Test
    void a_saved_model_answers_in_the_scale_that_it_learnt() throws IOException {
        RunResult result = FineTune.run(SUBJECT.recipe(folder, "saved"));
        try (TunedModel tuned = TunedModel.open(result.directory().toString())) {
            List<Row> rows = tuned.read(
                            List.of(folder.resolve(SUBJECT.testFile()).toString()), Map.of(), true)
                    .rows();
            List<Double> said = tuned.answer(rows, true).stream()
                    .map(answered -> ((Answer.Value) answered.prediction()).value())
                    .toList();
            List<String> predictions = Files.readAllLines(result.directory().resolve("predictions.jsonl"));

            assertThat(said).hasSameSizeAs(predictions).anyMatch(value -> value > 1);
            assertThat(Files.readString(result.directory().resolve("model/modules.json")))
                    .contains("Pooling")
                    .doesNotContain("Dense");
            assertThat(Files.readString(result.directory().resolve("evaluation.json")))
                    .contains("\"frozen_head\"", "\"spearman\"");
        }
    }

    @Test
    void what_the_task_does_not_have_is_refused_at_once() throws IOException {
        Path same = Files.writeString(folder.resolve("same.csv"), "text,text_pair,label\none,two,3\nred,blue,3\n");
        Recipe recipe = SUBJECT.recipe(
                folder, "wrong", "method=head", "data.stride=2", "data.max_length=8", "data.train=" + same);

        assertThatThrownBy(() -> FineTune.run(recipe))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("method.no-head", "data.stride", "data.one-similarity");
    }

    private static double highest(Prepared run) {
        return run.train().stream()
                .mapToDouble(example -> example.target()[0])
                .max()
                .orElseThrow();
    }

    private static double answer(Prepared run, Example example) {
        Batch batch = new Batch(List.of(example), example.length());
        Task task = run.plan().task();
        Tensor features = task.features(run.model(), batch, Pass.evaluation());
        return Tensors.item(task.outputs(run.model(), features, batch));
    }

    private static double[] states(Prepared run, List<Example> examples) {
        Batch batch = new Batch(examples, longest(examples));
        return Tensors.doubles(run.plan().task().features(run.model(), batch, Pass.evaluation()));
    }

    private static int longest(List<Example> examples) {
        return examples.stream().mapToInt(Example::length).max().orElseThrow();
    }

    private static double cosine(double[] flat, int from, int width) {
        double product = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < width; i++) {
            double u = flat[from + i];
            double v = flat[from + width + i];
            product += u * v;
            first += u * u;
            second += v * v;
        }
        return product / Math.sqrt(first * second);
    }
}
