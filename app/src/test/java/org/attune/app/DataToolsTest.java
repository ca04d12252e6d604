// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The commands that look at data sets and mend them. */
class DataToolsTest {

    @TempDir
    Path folder;

    private String train = "";
    private String test = "";

    @BeforeEach
    void files() throws IOException {
        train = Files.writeString(folder.resolve("train.csv"), """
                        text,label
                        my card has not arrived <b>yet</b> and I wait,card
                        how much is a transfer to another bank,fee
                        how much is a transfer to another bank,fee
                        how much is a transfer to another bank,card
                        write to a.b@example.com,fee
                        <script>alert(1)</script> cafÃ©,fee
                        """).toString();
        test = Files.writeString(
                        folder.resolve("test.csv"), "text,label\nHow much is a transfer to another bank?,fee\n")
                .toString();
    }

    @Test
    void findings_come_with_places_and_commands_and_end_with_0_unless_strict() {
        Cli seen = Cli.run("data", "inspect", train, "--test", test);
        assertThat(seen.code()).as(seen.err()).isZero();
        assertThat(seen.out()).contains("train.csv:4", "[conflict]", "[near-leak]", "do: attune data clean ");
        assertThat(Cli.run("data", "inspect", train, "--strict").code()).isEqualTo(1);
    }

    @Test
    void every_command_of_a_finding_is_understood() {
        List<String> commands = new ArrayList<>();
        JsonNode seen = Cli.run("data", "inspect", train, "--test", test, "--label", "label", "--json")
                .json();
        seen.path("findings")
                .forEach(finding -> commands.add(finding.path("command").asString("")));
        List<String> ours =
                commands.stream().filter(c -> c.startsWith("attune data ")).toList();
        assertThat(ours).hasSizeGreaterThan(5);
        int number = 0;
        for (String command : ours) {
            String elsewhere = command.substring("attune ".length())
                    .replace("--out cleaned", "--out " + folder.resolve("out" + number++));
            Cli done = Cli.run(elsewhere.split(" "));
            assertThat(done.code()).as(command + done.err()).isZero();
        }
    }

    @Test
    void the_page_is_whole_and_what_the_data_holds_cannot_run_in_it() throws IOException {
        Path page = folder.resolve("report/data.html");
        assertThat(Cli.run("data", "inspect", train, "--report", page.toString())
                        .code())
                .isZero();
        assertThat(page)
                .content()
                .contains("<!DOCTYPE html>", "&lt;script&gt;", "attune data clean", "Content-Security-Policy")
                .doesNotContain("<script", "http://127", "a.b@example.com</td>")
                .doesNotContainPattern(Pattern.compile("(src|href)=\"http"));
    }

    @Test
    void cleaning_prints_what_went_and_what_changed() {
        String out = folder.resolve("cleaned").toString();
        Cli cleaned = Cli.run("data", "clean", train, "--html", "strip", "--private", "redact", "--out", out, "--json");
        assertThat(cleaned.json().path("read").asInt(0)).isEqualTo(6);
        assertThat(cleaned.json().path("written").asInt(0)).isEqualTo(5);
        assertThat(cleaned.json().path("rejected_by").path("duplicate").asInt(0))
                .isEqualTo(1);
        assertThat(cleaned.json().path("changed_by").path("private").asInt(0)).isEqualTo(1);
        Cli again = Cli.run("data", "clean", train, "--out", out);
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("[output.exists]");
        Cli wrong = Cli.run("data", "clean", train, "--max-run", "1", "--missing", "fill", "--out", out + "2");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("--max-run", "--fill");
    }

    @Test
    void two_versions_are_compared_and_each_change_is_a_line() throws IOException {
        String out = folder.resolve("cleaned").toString();
        assertThat(Cli.run("data", "clean", train, "--out", out).code()).isZero();
        Path lines = folder.resolve("changes/diff.jsonl");
        Cli diff = Cli.run("data", "diff", train, out + "/data.csv", "--out", lines.toString());
        assertThat(diff.code()).as(diff.err()).isZero();
        assertThat(diff.out()).contains("6 rows in " + train, "1  removed", "1  with another text");
        assertThat(Files.readAllLines(lines)).hasSize(2).allMatch(line -> line.startsWith("{\"change\":\""));
        Cli json = Cli.run("data", "diff", train, train, "--json");
        assertThat(json.json().path("same").asInt(0)).isEqualTo(6);
        assertThat(Cli.run("data", "diff", train, test, "--id", "key").err()).contains("no column \"key\"");
    }

    @Test
    void parts_are_written_with_their_rows() {
        Path out = folder.resolve("parts");
        Cli parts = Cli.run("data", "split", train, "--parts", "train=0.5,test=0.5", "--out", out.toString(), "--json");
        assertThat(parts.code()).as(parts.err()).isZero();
        assertThat(parts.json().path("rows").path("train").asInt(0)
                        + parts.json().path("rows").path("test").asInt(0))
                .isEqualTo(6);
        assertThat(out.resolve("train.csv")).exists();
        Cli wrong = Cli.run("data", "split", train, "--folds", "1", "--out", out + "2");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(Cli.run("data", "split", train, "--parts", "a=0.5,b=0.6", "--out", out + "3")
                        .err())
                .contains("[data.shares]");
    }
}
