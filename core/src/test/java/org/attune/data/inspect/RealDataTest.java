// SPDX-License-Identifier: Apache-2.0
package org.attune.data.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.data.ReadOptions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Published data sets raise no false alarm. */
@Tag("slow")
class RealDataTest {

    private final Path data = Path.of(
                    Optional.ofNullable(System.getenv("ATTUNE_SHARED")).orElse("../../shared"))
            .resolve("data");

    @ParameterizedTest
    @ValueSource(strings = {"text/banking77/train.csv", "text/sst2/train.tsv", "text/ag_news_sample/train.csv"})
    void published_texts_hold_no_private_data_and_no_broken_characters(String file, @TempDir Path folder) {
        Assumptions.assumeTrue(Files.isDirectory(data), "the folder of real data sets is not here: " + data);
        Map<String, String> columns = file.contains("ag_news") ? Map.of("text", "2", "label", "0") : Map.of();
        try (Inspector inspector = new Inspector(new InspectOptions(columns, 0.7, folder, Optional.empty()))) {
            inspector.part("data", List.of(data.resolve(file).toString()), ReadOptions.auto());
            Inspection inspection = inspector.conclude();
            assertThat(inspection.findings())
                    .extracting(Finding::code)
                    .noneMatch(code -> code.startsWith("private"))
                    .doesNotContain("mojibake", "broken-line", "empty-text", "lost-character", "unseen-character");
        }
    }
}
