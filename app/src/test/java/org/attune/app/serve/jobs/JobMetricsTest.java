// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.attune.app.serve.store.JobEvent;
import org.attune.run.AtomicFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobMetricsTest {

    @TempDir
    Path folder;

    private static String step(int step, double loss) {
        return "{\"kind\":\"step\",\"step\":" + step + ",\"loss\":" + loss + ",\"tokens\":10}\n";
    }

    @Test
    void lines_are_told_once_they_are_whole_and_a_file_that_was_cut_back_is_read_again() throws IOException {
        Path file = folder.resolve("metrics.jsonl");
        JobMetrics metrics = new JobMetrics(file);
        assertThat(metrics.read()).isEmpty();
        Files.writeString(file, step(1, 2.5) + step(2, 2.25).substring(0, 20));
        assertThat(metrics.read().stream().map(JobEvent::message)).containsExactly("Step 1: training loss=2.5000");
        Files.writeString(file, step(2, 2.25).substring(20), StandardOpenOption.APPEND);
        Files.writeString(
                file,
                "{\"kind\":\"evaluation\",\"step\":2,\"split\":\"validation\",\"metrics\":{\"loss\":2.0,\"token_accuracy\":0.5}}\n",
                StandardOpenOption.APPEND);
        assertThat(metrics.read().stream().map(JobEvent::mark)).containsExactly("train-2", "valid-2");
        assertThat(metrics.csv()).isEqualTo("""
                step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy,full_valid_loss,full_valid_mean_token_accuracy
                1,2.5,,,,,
                2,2.25,,2.0,0.5,2.0,0.5
                """);

        AtomicFile.write(file, step(1, 2.5)); // as a resumed run cuts it
        Files.writeString(file, step(2, 2.25) + step(3, 2.125) + step(4, 2), StandardOpenOption.APPEND);
        assertThat(metrics.read().stream().map(JobEvent::mark))
                .containsExactly("train-1", "train-2", "train-3", "train-4");
        assertThat(metrics.tokens()).isEqualTo(40);
    }
}
