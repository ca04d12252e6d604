// SPDX-License-Identifier: Apache-2.0
package org.attune.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.attune.problem.WorkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AtomicFileTest {

    @TempDir
    Path folder;

    @Test
    void a_file_is_written_and_replaced_without_traces() throws Exception {
        Path file = folder.resolve("a.json");
        AtomicFile.write(file, "äöü");
        AtomicFile.write(file, "new");
        assertThat(file).hasContent("new");
        assertThat(folder).isDirectoryNotContaining(AtomicFile::isTemporary);
    }

    @ParameterizedTest
    @CsvSource({"file:mid-write, old", "file:before-rename, old", "file:renamed, new"})
    void a_kill_leaves_the_old_file_or_the_new_one(String hazard, String content) throws Exception {
        Path file = Files.writeString(folder.resolve("a.json"), "old");
        try (OtherProcess other =
                OtherProcess.start(List.of("-D" + Hazard.PROPERTY + "=" + hazard), "write", file.toString())) {
            assertThat(other.exit()).isEqualTo(137);
            assertThat(other.line()).isEmpty();
        }
        assertThat(file).hasContent(content);
        AtomicFile.write(file, "after");
        assertThat(file).hasContent("after");
    }

    @Test
    void a_full_disk_is_failed_work_with_its_name_and_the_old_file_stays() throws Exception {
        Path file = Files.writeString(folder.resolve("a.json"), "old");
        try (OtherProcess other = OtherProcess.start(
                List.of("-D" + Hazard.PROPERTY + "=disk-full:file:mid-write"), "write", file.toString())) {
            assertThat(other.line()).isEqualTo("disk.full");
            assertThat(other.exit()).isZero();
        }
        assertThat(file).hasContent("old");
    }

    @Test
    void a_folder_that_is_gone_is_failed_work() {
        WorkException thrown = catchThrowableOfType(
                WorkException.class, () -> AtomicFile.write(folder.resolve("no").resolve("a"), "x"));
        assertThat(thrown.problem().code()).isEqualTo("disk.write");
        assertThat(thrown.problem().where()).endsWith("a");
    }
}
