// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signals end a training in a process of its own with a checkpoint and the exit code that shells expect. */
@Tag("engine")
class SignalsTest {

    private static final int SIGINT = 1 << 1;
    private static final int SIGTERM = 1 << 14;

    @TempDir
    Path folder;

    private List<String> command = List.of();

    @BeforeEach
    void prepare() throws IOException {
        Path status = Path.of("/proc/self/status");
        Assumptions.assumeTrue(Files.isReadable(status), "signals are sent by kill, and /proc tells which are ignored");
        long ignored = Files.readString(status)
                .lines()
                .filter(line -> line.startsWith("SigIgn:"))
                .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                .sum();
        Assumptions.assumeTrue((ignored & (SIGINT | SIGTERM)) == 0, "a parent made this process ignore the signals");
        Path data = TinyData.classes(folder.resolve("train.csv"), 48);
        command = List.of(
                "train",
                "--model",
                TinyModel.in(folder.resolve("base")).toString(),
                "--data",
                data.toString(),
                "--output",
                folder.resolve("run").toString(),
                "data.validation=none",
                "training.epochs=900000",
                "training.threads=1",
                "training.batch_size=48");
    }

    @Test
    void ctrl_c_and_termination_write_a_checkpoint_and_the_same_command_goes_on() throws Exception {
        String first = stopped("INT", 130);
        assertThat(first).contains("stopping after this step with a checkpoint", "run the same command again to go on");
        assertThat(Files.readString(folder.resolve("run").resolve("state.json")))
                .contains("interrupted");
        long reached = lastStep();
        String second = stopped("TERM", 143);
        assertThat(second).doesNotContain("  step 1/");
        assertThat(lastStep()).isGreaterThan(reached);
    }

    /** Starts the training, sends the signal at its first step, and returns what it said. */
    private String stopped(String signal, int code) throws IOException, InterruptedException {
        Process process = ChildProcess.of(command)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start();
        try (BufferedReader err = process.errorReader()) {
            StringBuilder said = new StringBuilder();
            for (String line = err.readLine(); line != null; line = err.readLine()) {
                said.append(line).append('\n');
                if (line.contains("  step ") && said.indexOf("  step ") == said.lastIndexOf("  step ")) {
                    new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                            .start()
                            .waitFor();
                }
            }
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(said.toString()).isEqualTo(code);
            return said.toString();
        } finally {
            process.destroyForcibly();
        }
    }

    private long lastStep() throws IOException {
        try (var folders = Files.list(folder.resolve("run").resolve("checkpoints"))) {
            String last =
                    folders.map(path -> path.getFileName().toString()).sorted().collect(Collectors.toList()).stream()
                            .reduce("step-0", (a, b) -> b);
            return Long.parseLong(last.substring("step-".length()));
        }
    }
}
