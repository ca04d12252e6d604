// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.attune.config.Recipe;
import org.attune.problem.InputException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Distillation in a run; the distances themselves are in DistanceGoldenTest. */
@Tag("engine")
@Tag("flow")
class DistillTest {

    @TempDir
    static Path folder;

    @Test
    void without_a_share_of_the_teacher_it_is_full_tuning() throws IOException {
        Subject full = new Subject("bert", "full", "text-classification");
        List<Double> losses = RunBits.losses(FineTune.run(full.recipe(folder, "alone")));
        List<Double> taught = RunBits.losses(FineTune.run(student("text-classification", "zero", "method.alpha=0")));

        assertThat(taught).isEqualTo(losses);
    }

    /** Its own answers, without dropout, are no distance away: which shows that they are those of the very rows and labels. */
    @ParameterizedTest
    @ValueSource(strings = {"text-classification", "token-classification", "text-regression", "text-similarity"})
    void a_teacher_has_nothing_to_teach_itself(String task) throws IOException {
        Path teacher = new Subject("bert", "distill", task).teacher(folder);
        List<Double> losses = RunBits.losses(FineTune.run(student(
                task,
                "same-" + task,
                "model.base=" + teacher,
                "model.init=pretrained",
                "method.alpha=1",
                "training.dropout=0",
                "training.learning_rate=0",
                "training.weight_decay=0")));

        assertThat(losses)
                .hasSizeGreaterThan(10)
                .allSatisfy(loss -> assertThat(loss).isCloseTo(0, within(1e-6)));
    }

    /** The same teacher whose labels come in another order. */
    @Test
    void answers_are_matched_by_the_names_of_labels() throws IOException {
        Path teacher = new Subject("bert", "distill", "text-classification").teacher(folder);
        List<Double> losses = RunBits.losses(FineTune.run(student("text-classification", "plain", "method.alpha=1")));
        Path turned = TurnedLabels.of(teacher.resolve("model"), folder.resolve("turned"));
        List<Double> same = RunBits.losses(
                FineTune.run(student("text-classification", "turned", "method.alpha=1", "method.teacher=" + turned)));

        assertThat(same).hasSameSizeAs(losses);
        for (int i = 0; i < same.size(); i++) {
            assertThat(same.get(i)).isCloseTo(losses.get(i), within(1e-5));
        }
    }

    @Test
    void another_teacher_by_the_same_name_makes_another_run() throws IOException {
        Path teacher = new Subject("bert", "distill", "text-regression").teacher(folder);
        Path copy = folder.resolve("moved");
        Files.createDirectories(copy);
        try (var files = Files.list(teacher.resolve("model"))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        String own = "method.teacher=" + copy;
        assertThat(FineTune.run(student("text-regression", "first", own))
                        .state()
                        .name())
                .isEqualTo("SUCCEEDED");
        Path weights = copy.resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);

        assertThatThrownBy(() -> FineTune.run(student("text-regression", "first", own)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("teacher");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "method.temperature=0 | temperature is more than 0",
                "method.alpha=2 | alpha is from 0 to 1",
                "method.teacher=null | write teacher: a run directory",
                "method.teacher=nowhere | nowhere",
                "method.techer=x | did you mean \"teacher\"?"
            })
    void options_that_do_not_fit_are_found_before_weights_are_read(String override, String said) {
        assertThatThrownBy(() -> RunPlan.look(student("text-classification", "refused", override)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(said);
    }

    @Test
    void a_teacher_of_other_labels_and_one_without_a_head_are_refused() throws IOException {
        Path untuned = TinyModel.pretrained(folder.resolve("untuned"), "bert");
        Path tags = new Subject("bert", "distill", "token-classification").teacher(folder);

        assertThatThrownBy(() -> RunPlan.look(student("text-regression", "none", "method.teacher=" + untuned)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("it has no head for text-regression");
        assertThatThrownBy(() -> RunPlan.look(student("text-classification", "none", "method.teacher=" + tags)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("they are those of the training data: [damage, refund, status]");
    }

    @Test
    void a_language_model_is_refused() {
        assertThatThrownBy(() -> RunPlan.look(new Subject("llama", "full", "causal-lm")
                        .recipe(folder, "language", "method={name: distill, teacher: any}")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("a teacher's scores of a whole vocabulary are not learnt in this version");
    }

    private static Recipe student(String task, String name, String... overrides) throws IOException {
        List<String> all = new ArrayList<>(List.of(overrides));
        return new Subject("bert", "distill", task).recipe(folder, name, all.toArray(String[]::new));
    }
}
