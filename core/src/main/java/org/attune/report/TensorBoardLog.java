// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;
import org.attune.problem.Problem;
import org.attune.problem.WorkException;

/**
 * Scalars for TensorBoard: {@code train/loss}, {@code train/learning_rate} and {@code eval/SPLIT/METRIC}. A resumed run opens a new
 * file in the same directory, which tells readers to forget what earlier files have from its first step on. Every scalar
 * reaches the operating system before the call returns. Not thread-safe.
 */
public final class TensorBoardLog implements AutoCloseable {

    private static final String PREFIX = "events.out.tfevents.";

    private final Path file;
    private final InstantSource clock;
    private final OutputStream out;

    private TensorBoardLog(Path file, InstantSource clock) throws IOException {
        this.file = file;
        this.clock = clock;
        this.out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /**
     * Begins a new file.
     *
     * @param folder made where it does not exist
     * @param firstStep the next step that will be logged: 1 for a fresh run, the checkpoint's step plus 1 for a resumed one
     * @throws WorkException where the file cannot be written
     */
    public static TensorBoardLog open(Path folder, long firstStep) {
        return open(folder, firstStep, InstantSource.system());
    }

    static TensorBoardLog open(Path folder, long firstStep, InstantSource clock) {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(PREFIX + second(folder, clock) + "." + host());
            TensorBoardLog log = new TensorBoardLog(file, clock);
            log.write(EventRecord.version(log.now()));
            log.write(EventRecord.sessionStart(log.now(), firstStep));
            return log;
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    /** Writes the whole {@code metrics.jsonl} of a run as one event file into a folder; returns the file. */
    public static Path convert(Path runDirectory, Path folder) {
        MetricsFile metrics = RunFiles.read(runDirectory).metrics();
        try (TensorBoardLog log = open(folder, 0)) {
            metrics.steps().forEach(step -> log.step(step.step(), step.loss(), step.learningRate()));
            metrics.evaluations().forEach(row -> log.evaluation(row.step(), row.split(), row.metrics()));
            return log.file;
        }
    }

    public void step(long step, double loss, double learningRate) {
        scalar(step, "train/loss", loss);
        scalar(step, "train/learning_rate", learningRate);
    }

    public void evaluation(long step, String split, Map<String, Double> metrics) {
        metrics.forEach((name, value) -> scalar(step, "eval/" + split + "/" + name, value));
    }

    private void scalar(long step, String name, double value) {
        write(EventRecord.scalar(now(), step, name, value));
    }

    public Path file() {
        return file;
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private void write(byte[] record) {
        try {
            out.write(record);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private double now() {
        Instant now = clock.instant();
        return now.getEpochSecond() + now.getNano() * 1e-9;
    }

    /** Readers take files in the order of their names: a new one must come last, also within the same second. */
    private static String second(Path folder, InstantSource clock) throws IOException {
        long last = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                last = Math.max(last, second(file.getFileName().toString()));
            }
        }
        return String.format("%010d", Math.max(last + 1, clock.instant().getEpochSecond()));
    }

    private static long second(String name) {
        String digits =
                name.startsWith(PREFIX) ? name.substring(PREFIX.length()).split("\\.", 2)[0] : "";
        return digits.matches("\\d{1,12}") ? Long.parseLong(digits) : 0;
    }

    /** From the environment: asking the resolver may take seconds on a machine without a network. */
    private static String host() {
        String host = Stream.of("HOSTNAME", "COMPUTERNAME")
                .map(System::getenv)
                .filter(name -> name != null && !name.isBlank())
                .findFirst()
                .orElse("localhost");
        return host.replaceAll("[^A-Za-z0-9-]", "-");
    }

    private static WorkException failed(Path file, IOException e) {
        return new WorkException(
                new Problem(
                        "tensorboard.write",
                        file.toString(),
                        "cannot be written: " + Problem.quote(String.valueOf(e.getMessage())),
                        "the folder is writable and has room",
                        "free space or mend the permissions"),
                e);
    }
}
