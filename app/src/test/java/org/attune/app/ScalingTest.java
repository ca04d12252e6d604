// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.attune.app.terminal.JsonText;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A suite that learns from fewer rows, too, through the command line. */
@Tag("engine")
@Tag("flow")
class ScalingTest {

    @TempDir
    Path folder;

    @Test
    void a_suite_says_what_more_data_would_bring() throws IOException {
        Path model = TinyModel.in(folder.resolve("model"));
        Path suite = folder.resolve("suite.yaml");
        Files.writeString(suite, """
                recipe:
                  model: '%s'
                  training: {batch_size: 8, threads: 1, precision: fp32, learning_rate: 0.01}
                data:
                  topics: {data: {train: '%s', test: '%s'}}
                candidates:
                  full: {method: full}
                baselines: [untuned]
                seeds: 1
                budget: {epochs: 1}
                cost: {inference: false}
                scaling: {sizes: [12, 24, 36], target: 0.5}
                output: '%s'
                """.formatted(
                        model,
                        TinyData.classes(folder.resolve("train.csv"), 64),
                        TinyData.classes(folder.resolve("test.csv"), 40),
                        folder.resolve("out")));
        Cli run = Cli.run("benchmark", suite.toString(), "--processes", "2");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("full: Twice the data, 116 rows", "full: For 0.500 it takes");
        JsonNode scaling = JsonText.read(Files.readString(folder.resolve("out/results.json")))
                .path("data")
                .path("topics")
                .path("scaling");
        JsonNode curve = scaling.path("curves").path(0);
        assertThat(curve.path("points")
                        .valueStream()
                        .map(point -> point.path("rows").asInt()))
                .containsExactly(12, 24, 36, 58);
        assertThat(curve.path("forecasts")).hasSize(1);
        assertThat(curve.path("twice").path("ci95")).hasSize(2);
        assertThat(folder.resolve("out/report.html")).content().contains("More data", "known up to");

        Cli wrong = Cli.run("benchmark", suite.toString(), "scaling.sizes=[12, 900]", "output=" + folder.resolve("no"));
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("data.subset", "58 rows in 4 classes");
    }
}
