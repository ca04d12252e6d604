// SPDX-License-Identifier: Apache-2.0
package org.attune.curation.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.attune.data.mend.Mended;
import org.attune.problem.InputException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelabellingTest {

    @TempDir
    Path folder;

    private String data = "";

    @BeforeEach
    void file() throws IOException {
        data = Files.writeString(folder.resolve("data.csv"), """
                        text,label
                        where is my parcel,status
                        give me my money back,status
                        it came broken,damage
                        asdf,damage
                        """).toString();
    }

    @Test
    void decisions_are_applied_and_every_row_is_accounted_for() throws IOException {
        Mended result = apply(
                line(3, "\"label\":\"status\",\"suggested\":\"refund\",\"decision\":\"relabel\""),
                line(4, "\"decision\":\"keep\""),
                line(5, "\"label\":\"damage\",\"decision\":\"drop\""),
                line(2, "\"label\":\"status\",\"suggested\":\"damage\""));
        assertThat(result.read()).isEqualTo(4);
        assertThat(result.written()).isEqualTo(3);
        assertThat(result.changedBy()).containsOnly(Map.entry("relabelled", 1L));
        assertThat(result.rejectedBy()).containsOnly(Map.entry("wrong-label", 1L));
        assertThat(result.data()).content().isEqualTo("""
                text,label
                where is my parcel,status
                give me my money back,refund
                it came broken,damage
                """);
        assertThat(folder.resolve("out/changed.jsonl"))
                .content()
                .contains("\"line\":3", "\"before\":{\"label\":\"status\"}", "\"after\":{\"label\":\"refund\"}");
        assertThat(folder.resolve("out/rejected.jsonl")).content().contains("\"line\":5", "asdf");
        assertThat(folder.resolve("out/manifest.json"))
                .content()
                .contains("\"attune data labels --apply\"", "\"undecided\" : 1", "\"role\" : \"decisions\"");
    }

    @Test
    void a_row_can_be_relabelled_to_what_nobody_suggested() {
        assertThat(apply(line(3, "\"suggested\":\"refund\",\"to\":\"complaint\",\"decision\":\"relabel\""))
                        .data())
                .content()
                .contains("give me my money back,complaint");
    }

    @Test
    void decisions_that_fit_no_row_are_all_named_and_nothing_is_written() {
        assertThatThrownBy(() -> apply(
                        line(9, "\"decision\":\"drop\""),
                        line(3, "\"label\":\"refund\",\"decision\":\"drop\""),
                        line(4, "\"decision\":\"remove\""),
                        line(5, "\"decision\":\"relabel\""),
                        line(2, "\"decision\":\"keep\""),
                        line(2, "\"decision\":\"drop\""),
                        "{\"decision\":\"drop\"}"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no row of the data begins at")
                .hasMessageContaining("label \"refund\", but")
                .hasMessageContaining("decision \"remove\"")
                .hasMessageContaining("relabel without a label")
                .hasMessageContaining("a second decision on")
                .hasMessageContaining("no file and line");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void suspects_that_nobody_has_judged_change_nothing() {
        assertThatThrownBy(() -> apply(line(3, "\"label\":\"status\",\"suggested\":\"refund\"")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("[data.no-decision]");
    }

    private String line(int number, String rest) {
        return "{\"file\":\"" + data.replace("\\", "\\\\") + "\",\"line\":" + number + "," + rest + "}";
    }

    private Mended apply(String... lines) {
        try {
            Path decisions = Files.writeString(folder.resolve("decisions.jsonl"), String.join("\n", lines) + "\n");
            return new Relabelling(List.of(data), decisions.toString(), Map.of()).into(folder.resolve("out"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
