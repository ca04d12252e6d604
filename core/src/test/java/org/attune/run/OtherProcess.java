// SPDX-License-Identifier: Apache-2.0
package org.attune.run;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.attune.problem.InputException;
import org.attune.problem.WorkException;

/** A second JVM for tests: holds runs, writes until it is killed, dies where a hazard says. */
final class OtherProcess implements AutoCloseable {

    static final Identity IDENTITY = new Identity(Map.of("seed", "13"), Map.of("train.csv", "abc"), "model");

    private final Process process;
    private final BufferedReader out;

    private OtherProcess(Process process) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static OtherProcess start(List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx64m"));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path")
                        .replace(File.pathSeparator + File.pathSeparator, File.pathSeparator)));
        command.add(OtherProcess.class.getName());
        command.addAll(List.of(arguments));
        return new OtherProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    long pid() {
        return process.pid();
    }

    /** The next line that the process prints; empty at its end. */
    String line() throws IOException {
        return Objects.requireNonNullElse(out.readLine(), "");
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    int exit() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    public static void main(String[] arguments) throws IOException {
        Path path = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "hold" -> hold(path);
            case "log" -> log(path);
            case "write" -> write(path);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void hold(Path output) throws IOException {
        try (RunDirectory run = RunDirectory.open(output, IDENTITY, false)) {
            run.state(RunState.RUNNING, "");
            System.out.println(run.opening());
            System.in.read();
        } catch (InputException e) {
            System.out.println(e.problems().get(0).code());
        }
    }

    private static void log(Path file) {
        try (MetricsLog log = MetricsLog.open(file)) {
            for (long step = 1; ; step++) {
                log.step(MetricsLogTest.step(step));
                System.out.println(step);
            }
        }
    }

    private static void write(Path file) {
        try {
            AtomicFile.write(file, "new");
            System.out.println("written");
        } catch (WorkException e) {
            System.out.println(e.problem().code());
        }
    }
}
