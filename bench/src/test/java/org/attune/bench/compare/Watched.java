// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A command that was run while somebody watched.
 *
 * @param seconds from its start to its end
 * @param firstStep seconds from its start to the line that says so; not a number where there was none
 * @param peakBytes the sum over its processes of the most that each had resident (VmHWM)
 */
record Watched(double seconds, double firstStep, long peakBytes) {

    private static final String FIRST_STEP = "step 1";
    private static final long EVERY_MILLISECONDS = 100;

    /** @throws IllegalStateException where it fails, with the end of what it said */
    static Watched run(List<String> command, Map<String, String> environment, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        long began = System.nanoTime();
        Process process = builder.start();
        Map<Long, Long> peaks = new ConcurrentHashMap<>();
        Thread memory = new Thread(() -> watch(process, peaks), "memory");
        memory.start();
        double first = Double.NaN;
        Files.createDirectories(log.toAbsolutePath().getParent());
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                var kept = Files.newBufferedWriter(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                kept.write(line + "\n");
                if (Double.isNaN(first) && line.strip().startsWith(FIRST_STEP)) {
                    first = since(began);
                }
            }
        }
        try {
            int code = process.waitFor();
            double seconds = since(began);
            memory.join();
            if (code != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + code + "; see " + log);
            }
            return new Watched(
                    seconds,
                    first,
                    peaks.values().stream().mapToLong(Long::longValue).sum());
        } catch (InterruptedException e) {
            process.destroy();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static void watch(Process process, Map<Long, Long> peaks) {
        try {
            do {
                Stream.concat(Stream.of(process.toHandle()), process.descendants())
                        .forEach(handle -> peaks.merge(handle.pid(), peak(handle.pid()), Math::max));
            } while (!process.waitFor(EVERY_MILLISECONDS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Bytes; 0 for a process that is gone. */
    private static long peak(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
                }
            }
        } catch (IOException | UncheckedIOException gone) {
            return 0;
        }
        return 0;
    }
}
