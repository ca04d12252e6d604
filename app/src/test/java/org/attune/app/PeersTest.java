// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.attune.app.terminal.JsonText;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One run in several processes, as the command line starts them. */
@Tag("engine")
class PeersTest {

    @TempDir
    Path folder;

    private List<String> command = List.of();

    @BeforeEach
    void prepare() throws IOException {
        Path data = TinyData.classes(folder.resolve("train.csv"), 48);
        command = List.of(
                "train",
                "--model",
                TinyModel.in(folder.resolve("base")).toString(),
                "--data",
                data.toString(),
                "training.threads=1",
                "training.batch_size=8");
    }

    @Test
    void two_processes_end_with_one_result_and_nothing_else_on_standard_output() throws Exception {
        Path together = folder.resolve("together");
        Process process = run(together, "training.epochs=2", "training.processes=2", "--json", "--quiet");
        assertThat(process.waitFor()).as(said("together")).isZero();

        JsonNode result = JsonText.read(Files.readString(folder.resolve("together.out")));
        assertThat(result.path("state").asString()).isEqualTo("succeeded");
        assertThat(JsonText.read(Files.readString(together.resolve("manifest.json")))
                        .path("machine")
                        .path("processes")
                        .asInt())
                .isEqualTo(2);
        assertThat(Files.readAllLines(together.resolve("predictions.jsonl"))).hasSize(5);
    }

    @Test
    void processes_that_were_started_apart_meet_where_they_were_told() throws Exception {
        Path output = folder.resolve("apart");
        String place = "tcp://127.0.0.1:" + freePort();
        List<String> options = List.of("training.epochs=1", "training.processes=2", "--rendezvous", place, "--peer");
        Process second = run("second", output, options, "1");
        Process first = run("first", output, options, "0");

        assertThat(first.waitFor()).as(said("first")).isZero();
        assertThat(second.waitFor()).as(said("second")).isZero();
        assertThat(output.resolve("evaluation.json")).exists();
    }

    @Test
    void a_lost_process_ends_the_run_and_fewer_go_on_from_its_checkpoint() throws Exception {
        Path output = folder.resolve("lost");
        Process process = run(output, "training.epochs=200000", "training.processes=2", "checkpoint.every=2");
        waitFor(output.resolve("checkpoints").resolve("step-000010"));
        process.children().forEach(ProcessHandle::destroyForcibly);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(said("lost"))
                .contains(
                        "process 1 of training.processes: 2", "it ended with exit code", "peer-1.txt", "[peers.lost]");
        assertThat(Files.readString(output.resolve("state.json"))).contains("failed");

        Process alone = run(output, "training.epochs=200000", "checkpoint.every=2");
        try {
            waitFor(output.resolve("checkpoints").resolve("step-000040"));
            assertThat(said("lost")).doesNotContain("  step 1/");
        } finally {
            alone.destroyForcibly();
        }
    }

    @Test
    void wrong_options_are_one_problem() throws IOException {
        assertThat(problem("training.processes=2", "--peer", "1")).contains("[peers.options]");
        assertThat(problem("training.processes=2", "--peer", "2", "--rendezvous", "tcp://a:1"))
                .contains("[peers.number]");
        assertThat(problem("training.processes=2", "--peer", "1", "--rendezvous", "here"))
                .contains("[peers.rendezvous]");
    }

    private String problem(String... more) {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of("--output", folder.resolve("wrong").toString()));
        whole.addAll(List.of(more));
        Cli cli = Cli.run(whole.toArray(new String[0]));
        assertThat(cli.code()).isEqualTo(2);
        assertThat(folder.resolve("wrong")).doesNotExist();
        return cli.err();
    }

    private Process run(Path output, String... more) throws IOException {
        return run(output.getFileName().toString(), output, List.of(), more);
    }

    /** Its output goes to the files NAME.out and NAME.err. */
    private Process run(String name, Path output, List<String> options, String... more) throws IOException {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of("--output", output.toString()));
        whole.addAll(options);
        whole.addAll(List.of(more));
        return ChildProcess.of(whole)
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .redirectError(folder.resolve(name + ".err").toFile())
                .start();
    }

    private String said(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".err"));
    }

    private static void waitFor(Path path) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!Files.exists(path) && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertThat(path).exists();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
