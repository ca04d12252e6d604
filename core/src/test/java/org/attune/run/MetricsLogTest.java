// SPDX-License-Identifier: Apache-2.0
package org.attune.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsLogTest {

    @TempDir
    Path folder;

    private Path file = Path.of("metrics.jsonl");

    @BeforeEach
    void place() {
        file = folder.resolve("metrics.jsonl");
    }

    static StepEvent step(long step) {
        return new StepEvent(step, step / 10.0, 0.5, 2e-4, 1.25, 32, 900, 1024, 250.5, 1e12, 1L << 31);
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file);
    }

    private void writeSteps(int count) {
        try (MetricsLog log = MetricsLog.open(file)) {
            for (int i = 1; i <= count; i++) {
                log.step(step(i));
            }
            log.evaluation(new EvaluationEvent(count, "validation", Map.of("accuracy", 0.5)));
        }
    }

    @Test
    void lines_have_the_fields_of_the_contract_in_order() throws IOException {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("loss", 0.25);
        metrics.put("accuracy", 1.0);
        try (MetricsLog log = MetricsLog.open(file)) {
            log.step(step(7));
            log.evaluation(new EvaluationEvent(7, "validation", metrics));
        }
        assertThat(lines())
                .containsExactly(
                        "{\"kind\":\"step\",\"step\":7,\"epoch\":0.7,\"loss\":0.5,\"learning_rate\":2.0E-4,\"grad_norm\":1.25,"
                                + "\"rows\":32,\"tokens\":900,\"padded_tokens\":1024,\"rows_per_second\":250.5,"
                                + "\"model_flops_per_second\":1.0E12,\"resident_bytes\":2147483648}",
                        "{\"kind\":\"evaluation\",\"step\":7,\"split\":\"validation\",\"metrics\":{\"loss\":0.25,\"accuracy\":1.0}}");
    }

    @Test
    void numbers_that_are_not_finite_are_strings_so_that_the_line_stays_json() throws IOException {
        try (MetricsLog log = MetricsLog.open(file)) {
            log.step(new StepEvent(
                    1, 0, Double.NaN, 0, Double.POSITIVE_INFINITY, 1, 1, 1, Double.NEGATIVE_INFINITY, 0, 0));
        }
        assertThat(lines().get(0))
                .contains("\"loss\":\"NaN\"")
                .contains("\"grad_norm\":\"Infinity\"")
                .contains("\"rows_per_second\":\"-Infinity\"");
        assertThat(Json.read(lines().get(0)).path("loss").asString("")).isEqualTo("NaN");
    }

    @Test
    void cutting_back_keeps_the_lines_up_to_the_step_byte_for_byte() throws IOException {
        writeSteps(5);
        List<String> before = lines();
        try (MetricsLog log = MetricsLog.open(file)) {
            log.cutBackTo(3);
            assertThat(lines()).isEqualTo(before.subList(0, 3));
            log.step(step(4));
        }
        assertThat(lines()).isEqualTo(before.subList(0, 4));
        try (MetricsLog log = MetricsLog.resume(file, -1)) {
            assertThat(lines()).isEmpty();
            log.step(step(1));
        }
        assertThat(lines()).isEqualTo(before.subList(0, 1));
    }

    @Test
    void a_torn_last_line_and_lines_of_zeros_are_dropped() throws IOException {
        writeSteps(3);
        List<String> before = lines();
        Files.writeString(file, "\0\0\0\0\n{\"kind\":\"step\",\"st", StandardOpenOption.APPEND);
        try (MetricsLog log = MetricsLog.open(file)) {
            assertThat(lines()).isEqualTo(before);
            log.step(step(4));
        }
        assertThat(lines()).hasSize(5);
    }

    @Test
    void a_killed_process_loses_no_line_that_it_reported() throws Exception {
        try (OtherProcess other = OtherProcess.start(List.of(), "log", file.toString())) {
            String reported = "";
            while (!reported.equals("50")) {
                reported = other.line();
                assertThat(reported).isNotEmpty();
            }
            other.kill();
        }
        try (MetricsLog log = MetricsLog.resume(file, 50)) {
            assertThat(lines()).hasSize(50);
            log.step(step(51));
        }
        assertThat(Json.read(lines().get(50)).path("step").longValue()).isEqualTo(51);
    }
}
