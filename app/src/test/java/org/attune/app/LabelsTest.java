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
import tools.jackson.databind.json.JsonMapper;

/** Label errors, from the suspects to the mended data. */
@Tag("engine")
class LabelsTest {

    /** A row about a refund. */
    private static final int WRONG = 5;

    @TempDir
    static Path folder;

    private static String data = "";
    private static String model = "";

    @BeforeAll
    static void files() throws IOException {
        List<String> lines = new ArrayList<>(List.of("text,label"));
        for (int i = 0; i < 80; i++) {
            String topic = TinyData.topic(i);
            String label = i == WRONG ? "kettle" : topic;
            lines.add((topic + " ").repeat(4) + TinyData.text(4 * i + i % 4) + "," + label);
        }
        data = Files.write(folder.resolve("data.csv"), lines).toString();
        model = TinyModel.in(folder.resolve("base")).toString();
    }

    @Test
    void a_wrong_label_is_the_first_suspect_and_its_decision_mends_the_data() throws IOException {
        Path audit = folder.resolve("audit");
        Cli found =
                Cli.run("data", "labels", data, "--model", model, "--near-duplicates", "0", "--out", audit.toString());
        assertThat(found.code()).as(found.err()).isZero();
        assertThat(found.out()).contains("suspects among 80 rows", "estimated share of wrong labels");
        List<String> suspects = Files.readAllLines(audit.resolve("suspects.jsonl"));
        JsonNode first = JsonMapper.shared().readTree(suspects.get(0));
        assertThat(first.path("line").asInt(0)).isEqualTo(WRONG + 2);
        assertThat(first.path("margin").asDouble(1)).isLessThan(0.5);
        JsonNode numbers = JsonMapper.shared().readTree(Files.readString(audit.resolve("labels.json")));
        double sum = numbers.path("given_by_true")
                .path("joint")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .mapToDouble(JsonNode::asDouble)
                .sum();
        assertThat(sum).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-9));
        assertThat(Files.readString(audit.resolve("manifest.json"))).contains("\"model_sha256\"", "attune data labels");

        String judged = suspects.get(0).replaceFirst("}$", ",\"decision\":\"relabel\"}");
        Path decisions = Files.writeString(folder.resolve("decisions.jsonl"), judged + "\n");
        Path out = folder.resolve("mended");
        Cli mended =
                Cli.run("data", "labels", data, "--apply", decisions.toString(), "--out", out.toString(), "--json");
        assertThat(mended.code()).as(mended.err()).isZero();
        assertThat(mended.json().path("changed").asInt(0)).isEqualTo(1);
        assertThat(Files.readAllLines(out.resolve("data.csv")).get(WRONG + 1)).endsWith(",refund");
    }

    @Test
    void the_same_seed_suspects_the_same_rows() throws IOException {
        Path one = folder.resolve("one");
        Path two = folder.resolve("two");
        for (Path out : List.of(one, two)) {
            Cli found = Cli.run("data", "labels", data, "--model", model, "--out", out.toString(), "--quiet");
            assertThat(found.code()).as(found.err()).isZero();
            assertThat(found.err()).doesNotContain("learning a head");
        }
        assertThat(two.resolve("suspects.jsonl")).hasSameBinaryContentAs(one.resolve("suspects.jsonl"));
    }

    @Test
    void what_is_wrong_is_said_in_the_words_of_the_command_line() throws IOException {
        String out = folder.resolve("refused").toString();
        Cli neither = Cli.run("data", "labels", data, "--out", out);
        assertThat(neither.code()).isEqualTo(2);
        assertThat(neither.err()).contains("--model, --apply", "[cli.usage]");
        Cli column = Cli.run("data", "labels", data, "--model", model, "--label", "topik", "--out", out);
        assertThat(column.code()).isEqualTo(2);
        assertThat(column.err()).contains("--label").doesNotContain("data.columns");
        Path sets = Files.writeString(
                folder.resolve("sets.jsonl"),
                "{\"text\":\"a b\",\"label\":[\"x\"]}\n{\"text\":\"c d\",\"label\":[\"x\",\"y\"]}\n");
        Cli several = Cli.run("data", "labels", sets.toString(), "--model", model, "--out", out);
        assertThat(several.code()).isEqualTo(2);
        assertThat(several.err()).contains("several labels");
        assertThat(Path.of(out)).doesNotExist();
    }
}
