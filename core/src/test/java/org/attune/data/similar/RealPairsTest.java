// SPDX-License-Identifier: Apache-2.0
package org.attune.data.similar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.attune.data.ReadOptions;
import org.attune.data.Row;
import org.attune.data.Tables;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Near duplicates of published texts and of edited copies of them, against brute force. */
@Tag("slow")
class RealPairsTest {

    private final Path data = Path.of(
                    Optional.ofNullable(System.getenv("ATTUNE_SHARED")).orElse("../../shared"))
            .resolve("data");

    @ParameterizedTest
    @CsvSource({"text/banking77/test.csv, text", "text/sst2/test.tsv, column0"})
    void pairs_of_real_texts_are_found_as_brute_force_finds_them(String file, String column, @TempDir Path folder) {
        Assumptions.assumeTrue(Files.isDirectory(data), "the folder of real data sets is not here: " + data);
        List<Row> rows = Tables.read(List.of(data.resolve(file).toString()), ReadOptions.auto())
                .rows();
        List<String> texts =
                rows.stream().map(r -> String.valueOf(r.value(column))).toList();
        PairCheck check = PairCheck.of(new EditedTexts(7).of(texts, 3), 0.7, folder);
        assertThat(check.pairsAt(0.8)).isGreaterThan(500);
        assertThat(check.recallAt(0.8)).isGreaterThanOrEqualTo(0.95);
        assertThat(check.wronglyJoined()).isZero();
    }
}
