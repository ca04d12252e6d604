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
                scaling: {sizes: [12, 24], target: 0.5}
                slices: {length: true, frequency: true, noise: [typos, upper, ocr]}
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
                .containsExactly(12, 24, 58);
        assertThat(curve.path("forecasts")).isEmpty(); // that takes four sizes
        assertThat(curve.path("twice").path("ci95")).hasSize(2);
        assertThat(folder.resolve("out/report.html"))
                .content()
                .contains("More data", "under noise", "Agreement of answers", "Calibration, means");
        JsonNode topics = JsonText.read(Files.readString(folder.resolve("out/results.json")))
                .path("data")
                .path("topics");
        JsonNode full = topics.path("standings")
                .valueStream()
                .filter(one -> one.path("candidate").asString().equals("full"))
                .findFirst()
                .orElseThrow();
        double rows = 0;
        double right = 0;
        for (JsonNode slice : topics.path("slices")) {
            if (slice.path("by").asString().equals("length")) {
                rows += slice.path("rows").asInt();
                right += slice.path("rows").asInt() * value(slice);
            } else if (slice.path("part").asString().equals("none")) {
                assertThat(value(slice)).isEqualTo(full.path("value").asDouble());
            }
        }
        assertThat(rows).isEqualTo(40);
        assertThat(right / rows).isCloseTo(full.path("value").asDouble(), within(1e-9));
        assertThat(topics.path("slices")
                        .valueStream()
                        .map(slice -> slice.path("part").asString()))
                .contains("none", "typos", "upper", "ocr");
        assertThat(topics.path("agreement").path("full").path("untuned").isNumber())
                .isTrue();
        assertThat(topics.path("calibration").path("full").path("ece").isNumber())
                .isTrue();

        Cli wrong = Cli.run("benchmark", suite.toString(), "scaling.sizes=[12, 900]", "output=" + folder.resolve("no"));
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("data.subset", "58 rows in 4 classes");
    }

    private static double value(JsonNode slice) {
        return slice.path("candidates").path("full").path("value").asDouble();
    }
}
