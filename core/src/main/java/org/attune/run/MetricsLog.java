// SPDX-License-Identifier: Apache-2.0
package org.attune.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * {@code metrics.jsonl}: one line per optimiser step and per evaluation. Each line reaches the operating system before
 * the call returns, so that a killed process loses none; only a power cut may take the last ones. Numbers that are not
 * finite are the strings "NaN", "Infinity" and "-Infinity", because JSON has no others.
 */
public final class MetricsLog implements RunEvents, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsLog.class);

    private final Path file;
    private FileChannel channel;

    private MetricsLog(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Goes on behind the last whole line of the file, or makes the file. */
    public static MetricsLog open(Path file) {
        return resume(file, Long.MAX_VALUE);
    }

    /** As {@link #open}, after dropping every line behind a step. */
    public static MetricsLog resume(Path file, long lastStep) {
        try {
            keepUpTo(file, lastStep);
            return new MetricsLog(file, append(file));
        } catch (IOException e) {
            throw AtomicFile.failed(file, e);
        }
    }

    @Override
    public void step(StepEvent step) {
        write(step.json());
    }

    @Override
    public void evaluation(EvaluationEvent evaluation) {
        write(evaluation.json());
    }

    /** Drops every line behind a step: of those the run will write new ones. Before the first step: -1. */
    public void cutBackTo(long lastStep) {
        try {
            channel.close();
            keepUpTo(file, lastStep);
            channel = append(file);
        } catch (IOException e) {
            throw AtomicFile.failed(file, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw AtomicFile.failed(file, e);
        }
    }

    private void write(Map<String, Object> values) {
        try {
            Hazard.at("metrics:line");
            ByteBuffer rest = ByteBuffer.wrap((Json.line(values) + "\n").getBytes(StandardCharsets.UTF_8));
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        } catch (IOException e) {
            throw AtomicFile.failed(file, e);
        }
    }

    private static FileChannel append(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void keepUpTo(Path file, long lastStep) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        byte[] all = Files.readAllBytes(file);
        ByteArrayOutputStream kept = new ByteArrayOutputStream(all.length);
        int start = 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i] == '\n') {
                if (belongs(new String(all, start, i - start, StandardCharsets.UTF_8), lastStep)) {
                    kept.write(all, start, i + 1 - start);
                }
                start = i + 1;
            }
        }
        if (kept.size() < all.length) {
            LOG.info("{}: cut from {} to {} bytes", file, all.length, kept.size());
            AtomicFile.write(file, kept.toByteArray());
        }
    }

    /** A power cut may leave lines that are no JSON, even whole ones of zeros. */
    private static boolean belongs(String line, long lastStep) {
        try {
            JsonNode step = Json.read(line).path("step");
            return step.isIntegralNumber() && step.longValue() <= lastStep;
        } catch (JacksonException torn) {
            return false;
        }
    }
}
