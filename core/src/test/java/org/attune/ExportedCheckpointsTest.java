// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code export.checkpoints}: the kept checkpoints as models, beside the result. */
@Tag("engine")
@Tag("flow")
class ExportedCheckpointsTest {

    private static final String CONSTANT = "training={epochs: 1, learning_rate: 0.01, schedule: constant, warmup: 0";

    @TempDir
    Path folder;

    /** At a constant rate the first steps are those of a shorter run, so that the model of a step is that run's result. */
    @ParameterizedTest
    @CsvSource({
        "bert, full, none",
        "bert, full, '{ema: 0.5}'",
        "bert, lora, none",
        "llama, lora, none",
    })
    void a_checkpoint_is_the_result_of_the_run_that_ends_there_and_the_result_stays(
            String architecture, String method, String average) throws IOException {
        String task = architecture.equals("llama") ? "causal-lm" : "text-classification";
        Subject subject = new Subject(architecture, method, task);
        String to = CONSTANT + ", average: " + average + ", max_steps: ";
        Path longer = run(subject, "longer", to + "6}", "export.checkpoints=true");

        assertThat(names(longer.resolve("models"))).containsExactly("step-000004", "step-000006");
        assertThat(weights(longer.resolve("models/step-000004")))
                .isEqualTo(weights(run(subject, "shorter", to + "4}").resolve("model")));
        assertThat(weights(longer.resolve("model")))
                .isEqualTo(weights(longer.resolve("models/step-000006")))
                .isEqualTo(weights(run(subject, "alone", to + "6}").resolve("model")));
        assertThat(longer.resolve("models/step-000004/README.md")).content().contains("step 4");
    }

    private Path run(Subject subject, String name, String... overrides) throws IOException {
        List<String> all = Stream.concat(
                        Stream.of(overrides), Stream.of("checkpoint={every: 2, keep: 2}", "data.validation=none"))
                .toList();
        return FineTune.run(subject.recipe(folder, name, all.toArray(String[]::new)))
                .directory();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static byte[] weights(Path model) throws IOException {
        Path adapter = model.resolve("adapter_model.safetensors");
        return Files.readAllBytes(Files.exists(adapter) ? adapter : model.resolve("model.safetensors"));
    }
}
