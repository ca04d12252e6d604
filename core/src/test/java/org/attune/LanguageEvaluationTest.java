// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.attune.config.Recipe;
import org.attune.config.WritingConfig;
import org.attune.data.Dataset;
import org.attune.eval.EvaluationReport;
import org.attune.eval.Metric;
import org.attune.problem.InputException;
import org.attune.task.Writing;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a language model is asked on held-out rows besides its loss, before and after, and once more of the saved model. */
@Tag("engine")
class LanguageEvaluationTest {

    private static final List<String> ASKED =
            List.of("number_match", "regex_match", "json_valid", "acc", "acc_norm", "exact_match", "loss");

    @TempDir
    Path folder;

    @Test
    void texts_are_checked_and_answers_chosen_before_and_after_and_of_the_saved_model() throws IOException {
        Recipe recipe = recipe("evaluate={generate: 4, regex: 'box', json_keys: [a], number: true, choices: options}");
        RunResult run = FineTune.run(recipe);
        EvaluationReport report = Objects.requireNonNull(run.evaluation());

        for (String name : ASKED) {
            assertThat(report.metric("test", name)).as(name).isPresent();
            assertThat(report.baseline("untuned", "test", name)).as(name).isPresent();
        }
        assertThat(report.metric("test", "acc").orElseThrow().value()).isBetween(0.0, 1.0);
        try (TunedModel model = TunedModel.open(run.directory().toString())) {
            EvaluationReport again = model.evaluate(rows(model));
            for (String name : ASKED) {
                Metric expected = report.metric("test", name).orElseThrow();
                assertThat(again.metric("data", name).orElseThrow().value())
                        .as(name)
                        .isCloseTo(expected.value(), within(1e-5));
            }
        }
        WritingConfig less =
                new WritingConfig(Optional.of(2), Optional.empty(), Optional.empty(), false, false, Optional.empty());
        try (TunedModel model = TunedModel.open(run.directory().toString(), Optional.of(less))) {
            EvaluationReport other = model.evaluate(rows(model));
            assertThat(other.metric("data", "exact_match")).isPresent();
            assertThat(other.metric("data", "acc")).isEmpty();
        }
    }

    private List<org.attune.data.Row> rows(TunedModel model) {
        return model.read(List.of(folder.resolve("test.jsonl").toString())).rows();
    }

    @Test
    void choices_without_the_true_answer_are_found_before_a_weight_is_read() throws IOException {
        Recipe recipe = recipe("evaluate={choices: options}");
        Path test = folder.resolve("test.jsonl");
        Files.writeString(
                test,
                "{\"prompt\": \"where is\", \"completion\": \"box\", \"options\": [\"card\", \"money\"]}\n",
                java.nio.file.StandardOpenOption.APPEND);

        assertThatThrownBy(() -> RunPlan.look(recipe))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("test.jsonl:21: options")
                .hasMessageContaining("one of them is the row's own answer");
        assertThatThrownBy(() -> RunPlan.look(recipe.with(List.of("evaluate.choices=optins"))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no row has anything in the column \"optins\"");
    }

    @Test
    void a_reference_that_was_cut_to_the_length_is_compared_whole() throws IOException {
        try (RunPlan plan = RunPlan.look(recipe("evaluate={generate: 4}").with(List.of("data.max_length=6")))) {
            Writing writing = Objects.requireNonNull(plan.task().writing());
            List<Writing.Begun> begun = writing.begin(plan.split(Dataset.TEST));

            assertThat(plan.split(Dataset.TEST).truncated()).isPositive();
            assertThat(begun).isNotEmpty().allMatch(row -> row.text().contains("still waiting for delivery today"));
        }
    }

    private Recipe recipe(String evaluate) throws IOException {
        Recipe recipe = new Subject("llama", "lora", "causal-lm").recipe(folder, "asked", evaluate);
        return recipe.with(List.of(
                "data.train=" + write("train", 40),
                "data.test=" + write("test", 20),
                "data.validation=none",
                "training.epochs=1"));
    }

    private Path write(String name, int rows) throws IOException {
        StringBuilder lines = new StringBuilder();
        String tail = " still waiting for delivery today";
        for (int row = 0; row < rows; row++) {
            String own = (row % 2 == 0 ? "the box is empty" : "the screen is broken") + tail;
            lines.append("{\"prompt\": \"where is\", \"completion\": \" ")
                    .append(own)
                    .append("\", \"options\": [\"money back\", \"")
                    .append(own)
                    .append("\", \"pay the card\"]}\n");
        }
        return Files.writeString(folder.resolve(name + ".jsonl"), lines);
    }
}
