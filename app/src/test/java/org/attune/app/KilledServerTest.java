// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What was acknowledged outlives {@code kill -9}: files are there, and jobs end with the bits of jobs that nobody disturbed. */
@Tag("engine")
@Tag("slow")
class KilledServerTest {

    private static final String JOBS = "/v1/fine_tuning/jobs";

    @TempDir
    static Path folder;

    private static String base = "";
    private static String lines = "";
    private static Map<String, String> undisturbed = Map.of();

    /** When the server is killed. */
    enum Moment {
        ACCEPTED,
        STARTED,
        FIRST_STEP,
        CHECKPOINT,
        LATER_CHECKPOINT,
        CONCLUDING;

        boolean isNow(ServerProcess server, Path run, String job) throws Exception {
            return switch (this) {
                case ACCEPTED -> true;
                case STARTED ->
                    server.get(JOBS + "/" + job).path("status").stringValue().equals("running");
                case FIRST_STEP ->
                    Files.exists(run.resolve("metrics.jsonl")) && Files.size(run.resolve("metrics.jsonl")) > 0;
                case CHECKPOINT -> Files.exists(run.resolve("checkpoints"));
                case LATER_CHECKPOINT -> Files.exists(run.resolve("checkpoints/step-000100"));
                case CONCLUDING -> Files.exists(run.resolve("models"));
            };
        }
    }

    @BeforeAll
    static void straight() throws Exception {
        base = TinyWriter.in(folder.resolve("base"), true).toString();
        lines = Files.readString(TinyData.conversations(folder.resolve("train.jsonl"), 40));
        Path own = Files.createDirectories(folder.resolve("straight"));
        try (ServerProcess server = start(own)) {
            String job = submit(server);
            finished(server, job);
            undisturbed = bits(run(own, job));
        }
        assertThat(undisturbed)
                .containsKeys("model/adapter_model.safetensors", "models/step-000200/adapter_model.safetensors");
    }

    private static ServerProcess start(Path own) throws IOException {
        return ServerProcess.start(own, List.of(), "base=" + base);
    }

    private static String submit(ServerProcess server) throws Exception {
        String file = server.upload(lines).path("id").stringValue();
        return server.post(
                        JOBS,
                        "{\"model\": \"base\", \"training_file\": \"" + file + "\", \"seed\": 3, \"hyperparameters\":"
                                + " {\"n_epochs\": 10, \"batch_size\": 2}}")
                .path("id")
                .stringValue();
    }

    private static Path run(Path own, String job) {
        return own.resolve("s-data/jobs").resolve(job).resolve("run");
    }

    private static void finished(ServerProcess server, String job) throws Exception {
        until(() -> {
            JsonNode now = server.get(JOBS + "/" + job);
            assertThat(now.path("status").stringValue())
                    .as(now.toString())
                    .isIn("validating_files", "queued", "running", "succeeded");
            return now.path("status").stringValue().equals("succeeded");
        });
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void until(Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(180);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("it takes too long").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** Of every model that the job made. */
    private static Map<String, String> bits(Path run) throws IOException {
        Map<String, String> bits = new TreeMap<>();
        for (String part : List.of("model", "models")) {
            try (Stream<Path> files = Files.walk(run.resolve(part))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".safetensors"))
                        .toList()) {
                    bits.put(run.relativize(file).toString(), Arrays.toString(Files.readAllBytes(file)));
                }
            }
        }
        return bits;
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void a_job_ends_with_the_same_bits_whenever_the_server_was_killed(Moment moment) throws Exception {
        Path own = Files.createDirectories(folder.resolve(moment.name()));
        String job;
        try (ServerProcess server = start(own)) {
            job = submit(server);
            until(() -> moment.isNow(server, run(own, job), job));
            server.kill();
        }
        check(own, job);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGTERM")
    void a_server_that_is_asked_to_end_lets_its_job_write_a_checkpoint() throws Exception {
        Path own = Files.createDirectories(folder.resolve("terminated"));
        String job;
        try (ServerProcess server = start(own)) {
            job = submit(server);
            until(() -> Moment.FIRST_STEP.isNow(server, run(own, job), job));
            server.process().destroy();
            assertThat(server.process().waitFor()).isZero();
        }
        assertThat(run(own, job).resolve("state.json")).content().contains("interrupted");
        assertThat(run(own, job).resolve("checkpoints")).isNotEmptyDirectory();
        check(own, job);
    }

    @Test
    void a_process_that_outlives_its_server_is_ended_by_the_next_one() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self")), "processes are stopped by kill -STOP");
        Path own = Files.createDirectories(folder.resolve("orphan"));
        String job;
        ProcessHandle orphan;
        try (ServerProcess server = start(own)) {
            job = submit(server);
            until(() -> Moment.CHECKPOINT.isNow(server, run(own, job), job));
            orphan = server.process().descendants().findFirst().orElseThrow();
            new ProcessBuilder("kill", "-STOP", String.valueOf(orphan.pid())) // so that it cannot end itself
                    .start()
                    .waitFor();
            server.kill();
        }
        assertThat(orphan.isAlive()).isTrue();
        check(own, job);
        assertThat(orphan.isAlive()).isFalse();
    }

    @Test
    void a_run_that_is_killed_fails_its_job_and_the_next_one_succeeds() throws Exception {
        Path own = Files.createDirectories(folder.resolve("killed-run"));
        try (ServerProcess server = start(own)) {
            String job = submit(server);
            String next = submit(server);
            until(() -> Moment.FIRST_STEP.isNow(server, run(own, job), job));
            server.process().descendants().findFirst().orElseThrow().destroyForcibly();
            finished(server, next);
            JsonNode failed = server.get(JOBS + "/" + job);
            assertThat(failed.path("status").stringValue()).isEqualTo("failed");
            assertThat(failed.path("error").path("code").stringValue()).isEqualTo("process_died");
            assertThat(failed.path("error").path("message").stringValue()).contains("signal 9", "memory is out");
            assertThat(bits(run(own, next))).isEqualTo(undisturbed);
        }
    }

    private static void check(Path own, String job) throws Exception {
        try (ServerProcess server = start(own)) {
            assertThat(server.get("/v1/files?purpose=fine-tune").path("data").size())
                    .isEqualTo(1);
            finished(server, job);
            assertThat(bits(run(own, job))).isEqualTo(undisturbed);
            List<String> marks = server.get(JOBS + "/" + job + "/events?limit=1000").path("data").values().stream()
                    .map(event -> event.path("message").stringValue())
                    .filter(message -> message.startsWith("Step "))
                    .toList();
            assertThat(marks).hasSize(200).doesNotHaveDuplicates();
            assertThat(server.get(JOBS + "/" + job + "/checkpoints")
                            .path("data")
                            .size())
                    .isEqualTo(3);
        }
    }

    @Test
    void every_file_that_was_acknowledged_is_there_and_no_other() throws Exception {
        Path own = Files.createDirectories(folder.resolve("uploads"));
        Map<String, String> acknowledged = new ConcurrentHashMap<>();
        for (int round = 0; round < 3; round++) {
            int began = acknowledged.size();
            try (ServerProcess server = start(own)) {
                Thread sender = new Thread(() -> send(server, acknowledged));
                sender.start();
                until(() -> acknowledged.size() >= began + 7);
                server.kill();
                sender.join();
            }
        }
        try (ServerProcess server = start(own)) {
            JsonNode list = server.get("/v1/files");
            for (Map.Entry<String, String> file : acknowledged.entrySet()) {
                assertThat(Files.readString(own.resolve("s-data/files/" + file.getKey() + ".jsonl")))
                        .isEqualTo(file.getValue());
            }
            List<String> ids = list.path("data").values().stream()
                    .map(one -> one.path("id").stringValue())
                    .toList();
            assertThat(ids)
                    .containsAll(acknowledged.keySet()); // the last one of a round may be there without its answer
            assertThat(ids).hasSizeLessThanOrEqualTo(acknowledged.size() + 3);
            try (Stream<Path> files = Files.list(own.resolve("s-data/files"))) {
                assertThat(files).hasSameSizeAs(ids);
            }
        }
    }

    /** Until the server is gone. */
    private static void send(ServerProcess server, Map<String, String> acknowledged) {
        try {
            for (int i = 0; ; i++) {
                String content = lines.repeat(1 + i % 5);
                acknowledged.put(server.upload(content).path("id").stringValue(), content);
            }
        } catch (IOException | IllegalStateException gone) {
            assertThat(gone).isNotNull(); // as it has to be
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
