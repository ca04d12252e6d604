// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.attune.app.terminal.JsonText;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code train --profile}. */
@Tag("engine")
class ProfiledRunTest {

    @TempDir
    Path folder;

    @Test
    void a_profile_is_shown_and_written() throws IOException {
        Path run = folder.resolve("run");
        Cli train = Cli.run(
                "train",
                "--model",
                TinyModel.in(folder.resolve("base")).toString(),
                "--data",
                TinyData.classes(folder.resolve("train.csv"), 48).toString(),
                "training.batch_size=8",
                "training.epochs=1",
                "output=" + run,
                "--profile");
        assertThat(train.code()).as(train.err()).isZero();
        assertThat(train.out())
                .contains("a step, by part", "linear", "attention", "native objects", "memory", "moments");

        JsonNode profile = JsonText.read(Files.readString(run.resolve("profile.json")));
        assertThat(profile.path("steps").asInt()).isEqualTo(3); // of six, the other half is warm-up
        double sum = 0;
        for (JsonNode part : profile.path("parts")) {
            sum += part.path("forward_seconds").asDouble()
                    + part.path("backward_seconds").asDouble();
        }
        assertThat(sum).isCloseTo(profile.path("seconds").asDouble(), within(1e-9));
    }

    @Test
    void a_run_that_takes_no_step_has_none() throws IOException {
        Path run = folder.resolve("run");
        Cli look = Cli.run(
                "train",
                "--model",
                TinyModel.in(folder.resolve("base")).toString(),
                "--data",
                TinyData.classes(folder.resolve("train.csv"), 48).toString(),
                "output=" + run,
                "--profile",
                "--dry-run");
        assertThat(look.code()).as(look.err()).isZero();
        assertThat(look.out()).doesNotContain("by part");
        assertThat(run).doesNotExist();
    }
}
