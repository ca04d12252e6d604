// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trains tiny adapters for {@code tools/golden/verify_adapter.py}, which asks PEFT what they answer. */
@Tag("slow")
@Tag("engine")
class AdapterFilesTest {

    @ParameterizedTest
    @ValueSource(strings = {"bert", "roberta", "distilbert", "modernbert"})
    void an_adapter_is_written_with_what_it_answers(String architecture) throws IOException {
        String root = System.getProperty("attune.verify", "");
        Assumptions.assumeFalse(root.isEmpty(), "-Dattune.verify=FOLDER says where to write");
        Path folder = Files.createDirectories(Path.of(root));
        Subject subject = new Subject(architecture, "lora", "text-classification");
        RunResult result = FineTune.run(subject.recipe(folder, "verify"));

        assertThat(result.directory().resolve("model/adapter_config.json")).exists();
    }
}
