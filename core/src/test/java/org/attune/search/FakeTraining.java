// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.attune.config.Recipe;
import org.attune.config.RunConfig;

/**
 * Instead of {@code attune train}: writes what a run directory says, with a loss that follows from the learning rate. The rate 0.5 fails;
 * a rate above 0.05 never comes to its end, and has to be asked to.
 */
final class FakeTraining {

    private static final int EVALUATIONS = 4;

    private FakeTraining() {}

    static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                FakeTraining.class.getName());
    }

    public static void main(String[] arguments) throws IOException {
        RunConfig config = Recipe.read(Path.of(arguments[0]), List.of()).config();
        double rate = config.training().optimizer().learningRate().orElse(1.0);
        if (rate == 0.5) {
            Files.createDirectories(config.output());
            Files.writeString(
                    config.output().resolve("metrics.jsonl"),
                    "{\"kind\":\"evaluation\",\"step\":10,\"split\":\"validation\",\"metrics\":{\"log_loss\":0.01}}\n");
            state(config.output(), "failed");
            throw new IllegalArgumentException("the loss is not a number");
        }
        double loss = Math.abs(Math.log10(rate) + 3);
        boolean hangs = rate > 0.05;
        Path run = Files.createDirectories(config.output());
        StringBuilder metrics = new StringBuilder();
        for (int i = 1; i <= (hangs ? 2 : EVALUATIONS); i++) {
            metrics.append("{\"kind\":\"step\",\"step\":" + 10 * i + ",\"loss\":1}\n");
            metrics.append("{\"kind\":\"evaluation\",\"step\":" + 10 * i
                    + ",\"split\":\"validation\",\"metrics\":{\"log_loss\":" + (loss + 1.0 / i) + "}}\n");
        }
        Files.writeString(run.resolve("metrics.jsonl"), metrics);
        if (hangs) {
            LockSupport.parkNanos(TimeUnit.MINUTES.toNanos(5));
        }
        String split = config.data().test().isEmpty() ? "validation" : "test";
        Files.writeString(
                run.resolve("evaluation.json"),
                "{\"splits\":{\"" + split + "\":{\"n\":9,\"metrics\":{\"log_loss\":{\"value\":" + (loss + config.seed())
                        + "}}}}}");
        state(run, "succeeded");
    }

    private static void state(Path run, String state) throws IOException {
        String message = state.equals("failed") ? "the loss is not a number" : "";
        Files.writeString(
                run.resolve("state.json"),
                "{\"state\":\"" + state + "\",\"created\":\"" + Instant.EPOCH + "\",\"updated\":\"" + Instant.EPOCH
                        + "\",\"message\":\"" + message + "\"}");
    }
}
