// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** More rows, with a model that judges and without. */
@Tag("engine")
class AugmentTest {

    @TempDir
    static Path folder;

    private static String data = "";
    private static String model = "";

    @BeforeAll
    static void files() throws IOException {
        List<String> lines = new ArrayList<>(List.of("text,label"));
        for (int i = 0; i < 60; i++) {
            String topic = TinyData.topic(i % 20 == 0 ? 0 : 1 + i % 3);
            lines.add(topic + " " + topic + " " + TinyData.text(4 * i + 1).replaceFirst("\\S+ ", "") + "," + topic);
        }
        data = Files.write(folder.resolve("data.csv"), lines).toString();
        model = TinyModel.in(folder.resolve("base")).toString();
    }

    @Test
    void copies_are_judged_by_a_model_and_those_that_lost_their_label_are_rejected() throws IOException {
        Path out = folder.resolve("judged");
        Cli made = Cli.run(
                "data",
                "augment",
                data,
                "--model",
                model,
                "--factor",
                "2.5",
                "--rate",
                "0.6",
                "--confidence",
                "0.9",
                "--out",
                out.toString(),
                "--json");
        assertThat(made.code()).as(made.err()).isZero();
        JsonNode said = made.json();
        long rejected = said.path("rejected").asLong(0);
        assertThat(rejected).isPositive();
        assertThat(said.path("written").asLong(0))
                .isEqualTo(60 + said.path("made").asLong(0) - rejected);
        List<String> gone = Files.readAllLines(out.resolve("rejected.jsonl"));
        assertThat(gone).hasSize((int) rejected).allSatisfy(line -> {
            JsonNode because = tools.jackson.databind.json.JsonMapper.shared()
                    .readTree(line)
                    .path("because");
            assertThat(because.path("confidence_after").asDouble(1))
                    .isLessThanOrEqualTo(0.9 * because.path("confidence_before").asDouble(0) + 1e-6);
        });
        JsonNode operations = said.path("operations");
        assertThat(operations.properties().stream()
                        .mapToLong(of -> of.getValue().path("judged").asLong(0))
                        .sum())
                .isEqualTo(said.path("made").asLong(0));
        assertThat(operations.has("neighbours")).isTrue();
        assertThat(Files.readString(out.resolve("manifest.json"))).contains("\"model_sha256\"", "\"confidence\" : 0.9");
    }

    @Test
    void a_class_is_raised_without_a_model_and_what_is_wrong_is_said() throws IOException {
        Path out = folder.resolve("raised");
        Cli made = Cli.run(
                "data",
                "augment",
                data,
                "--class",
                "parcel=9",
                "--operations",
                "keyboard,swap",
                "--out",
                out.toString());
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(made.out()).contains("60 rows read, 6 made of them", "labels were not looked at", "keyboard");
        assertThat(Files.readAllLines(out.resolve("data.csv")))
                .hasSize(67)
                .filteredOn(line -> line.contains(",parcel,"))
                .hasSize(9);
        Cli again = Cli.run("data", "augment", data, "--operations", "neighbours", "--out", folder + "/refused");
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("neighbours without a model");
        Cli unknown = Cli.run("data", "augment", data, "--operations", "rotate", "--out", folder + "/refused");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(folder.resolve("refused")).doesNotExist();
    }
}
