// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.attune.problem.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFilesTest {

    @TempDir
    Path temporary;

    @Test
    void a_whole_run_is_read_to_its_last_number() throws IOException {
        RunFiles run = RunFiles.read(SampleRuns.copy("classification", temporary));

        assertThat(run.damage()).isEmpty();
        assertThat(run.name()).isEqualTo("classification");
        assertThat(run.state().state()).isEqualTo("succeeded");
        assertThat(run.recipe().task()).isEqualTo("text-classification");
        assertThat(run.recipe().method()).isEqualTo("full");
        assertThat(run.recipe().flat()).containsEntry("training.learning_rate", "0.0002");
        assertThat(run.metrics().steps()).hasSize(105);
        assertThat(run.metrics().evaluations()).hasSize(3);
        assertThat(run.provenance("model", "license")).isEqualTo("apache-2.0");
        SplitResult test = run.evaluation().main().orElseThrow();
        assertThat(test.name()).isEqualTo("test");
        assertThat(test.n()).isEqualTo(154);
        assertThat(test.metric("accuracy"))
                .satisfies(accuracy -> assertThat(accuracy.text()).isEqualTo("0.896 [0.838, 0.935]"));
        assertThat(test.classes()).hasSize(14);
        assertThat(test.confusion()).isNotNull();
        assertThat(run.evaluation().baselines()).containsOnlyKeys("majority", "frozen_head", "untuned");
        assertThat(run.evaluation().require()).extracting(CriterionRow::passed).containsExactly(true, false);
        assertThat(run.evaluation().findings()).extracting(FindingRow::severity).containsExactly("note", "warning");
    }

    @Test
    void predictions_come_one_by_one_with_their_place() throws IOException {
        RunFiles run = RunFiles.read(SampleRuns.copy("classification", temporary));
        List<PredictionRow> rows = new ArrayList<>();

        assertThat(run.predictions(rows::add)).isEmpty();
        assertThat(rows).hasSize(154);
        assertThat(rows.get(0).place()).matches("quickstart/support-test.csv:\\d+");
        assertThat(rows.get(0).probabilities()).hasSize(14);
    }

    @Test
    void a_damaged_run_gives_what_is_whole_and_names_the_rest() throws IOException {
        RunFiles run = RunFiles.read(SampleRuns.copy("damaged", temporary));

        assertThat(run.metrics().steps()).hasSize(51);
        assertThat(run.evaluation().splits()).isEmpty();
        assertThat(run.evaluation().main()).isEmpty();
        assertThat(run.manifest().isEmpty()).isTrue();
        assertThat(run.damage())
                .containsExactly("manifest.json cannot be read", "metrics.jsonl has 1 line that is torn or damaged");
    }

    @Test
    void an_empty_directory_is_a_run_of_which_nothing_is_known() {
        RunFiles run = RunFiles.read(temporary);

        assertThat(run.damage()).isEmpty();
        assertThat(run.state().state()).isEmpty();
        assertThat(run.recipe().flat()).isEmpty();
        assertThat(run.predictions(row -> {})).isEmpty();
    }

    @Test
    void a_directory_that_is_not_there_is_a_problem_of_the_input() {
        Path nowhere = temporary.resolve("nowhere");

        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> RunFiles.read(nowhere))
                .satisfies(e -> assertThat(e.problems()).singleElement().satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("run.directory");
                    assertThat(problem.where()).isEqualTo(nowhere.toString());
                }));
    }

    @Test
    void numbers_may_be_null_or_words() throws IOException {
        SampleRuns.write(
                temporary,
                "evaluation.json",
                "{\"splits\":{\"test\":{\"n\":null,\"metrics\":{\"mse\":{\"value\":\"Infinity\",\"ci95\":null},"
                        + "\"r2\":{\"value\":null,\"ci95\":[1]},\"mae\":{\"value\":0.5,\"ci95\":[0.9,0.1]}}}}}");
        SplitResult split = RunFiles.read(temporary).evaluation().main().orElseThrow();

        assertThat(split.n()).isNaN();
        assertThat(split.metric("mse").value()).isInfinite();
        assertThat(split.metric("r2").text()).isEqualTo("–");
        assertThat(split.metric("mae").hasInterval()).isFalse();
    }

    @Test
    void files_of_another_shape_do_no_harm() throws IOException {
        SampleRuns.write(
                temporary,
                "evaluation.json",
                "{\"splits\":[1],\"baselines\":7,\"require\":{\"a\":1},\"findings\":\"x\"}");
        SampleRuns.write(temporary, "manifest.json", "[[[]]]");
        SampleRuns.write(temporary, "state.json", "3");
        SampleRuns.write(temporary, "recipe.yaml", "- a\n- {b: [}\n");
        SampleRuns.write(temporary, "metrics.jsonl", "[]\n7\nnull\n{\"kind\":\"step\"}\n\0\0\0\0\0\0\n");
        SampleRuns.write(temporary, "predictions.jsonl", "{}\n{\"input\":7,\"probabilities\":[1],\"label\":{}}\n");
        List<PredictionRow> rows = new ArrayList<>();
        RunFiles run = RunFiles.read(temporary);

        assertThat(run.predictions(rows::add)).isEmpty();
        assertThat(rows).hasSize(2);
        assertThat(run.metrics().steps()).hasSize(1);
        assertThat(run.damage())
                .containsExactly("recipe.yaml cannot be read", "metrics.jsonl has 4 lines that are torn or damaged");
    }

    @Test
    void a_line_of_many_megabytes_is_passed_over() throws IOException {
        String line = "{\"kind\":\"step\",\"step\":1,\"loss\":0.5}\n";
        SampleRuns.write(temporary, "metrics.jsonl", line + "x".repeat(9 << 20) + "\n" + line.replace("1,", "2,"));
        RunFiles run = RunFiles.read(temporary);

        assertThat(run.metrics().steps()).extracting(StepRow::step).containsExactly(1L, 2L);
        assertThat(run.damage()).containsExactly("metrics.jsonl has 1 line that is torn or damaged");
    }

    @Test
    void steps_that_were_taken_again_replace_what_followed_them() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int step : new int[] {1, 2, 3, 4, 3, 4}) {
            lines.append("{\"kind\":\"step\",\"step\":" + step + ",\"loss\":" + lines.length() + "}\n");
            lines.append("{\"kind\":\"evaluation\",\"step\":" + step
                    + ",\"split\":\"validation\",\"metrics\":{\"accuracy\":0.5}}\n");
        }
        SampleRuns.write(temporary, "metrics.jsonl", lines.toString());
        MetricsFile metrics = RunFiles.read(temporary).metrics();

        assertThat(metrics.steps()).extracting(StepRow::step).containsExactly(1L, 2L, 3L, 4L);
        assertThat(metrics.evaluations()).extracting(EvaluationRow::step).containsExactly(1L, 2L, 3L, 4L);
    }
}
