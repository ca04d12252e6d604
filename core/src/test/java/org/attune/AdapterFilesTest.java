// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trains tiny adapters for {@code tools/golden/verify_adapter.py}, which asks PEFT what they answer. */
@Tag("slow")
@Tag("engine")
class AdapterFilesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bert | verify |",
                "roberta | verify |",
                "distilbert | verify |",
                "modernbert | verify |",
                "bert | parts | method={name: lora, rank: 4, use_dora: true, rank_pattern: {query: 2}, alpha_pattern: {key: 5}}",
                "modernbert | rows | method={name: lora, rank: 4, use_rslora: true, trainable_token_indices: [9, 6, 12]}",
                "bert | grown | model.new_tokens=[broken screen, waiting]"
            })
    void an_adapter_is_written_with_what_it_answers(String architecture, String name, @Nullable String override)
            throws IOException {
        String root = System.getProperty("attune.verify", "");
        Assumptions.assumeFalse(root.isEmpty(), "-Dattune.verify=FOLDER says where to write");
        Path folder = Files.createDirectories(Path.of(root));
        Subject subject = new Subject(architecture, "lora", "text-classification");
        RunResult result =
                FineTune.run(subject.recipe(folder, name, override == null ? new String[0] : new String[] {override}));

        assertThat(result.directory().resolve("model/adapter_config.json")).exists();
    }
}
