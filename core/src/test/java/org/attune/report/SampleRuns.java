// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Run directories for tests: those of the resources, and made ones of any size. */
final class SampleRuns {

    private static final List<String> FILES = List.of(
            "recipe.yaml", "manifest.json", "state.json", "metrics.jsonl", "evaluation.json", "predictions.jsonl");

    private SampleRuns() {}

    /** A copy of {@code classification}, {@code classification-lora}, {@code regression}, {@code tokens} or {@code damaged}. */
    static Path copy(String name, Path parent) throws IOException {
        Path folder = Files.createDirectories(parent.resolve(name));
        for (String file : FILES) {
            try (InputStream in = SampleRuns.class.getResourceAsStream("/runs/" + name + "/" + file)) {
                if (in != null) {
                    Files.copy(in, folder.resolve(file));
                }
            }
        }
        return folder;
    }

    static Path write(Path folder, String file, String text) throws IOException {
        Files.createDirectories(folder);
        return Files.writeString(folder.resolve(file), text, StandardCharsets.UTF_8);
    }

    static Path append(Path folder, String file, String text) throws IOException {
        return write(folder, file, Files.readString(folder.resolve(file)) + text);
    }

    /** A classification run with so many classes and test rows, about one in eight of them wrong. */
    static Path manyClasses(Path folder, int classes, int rows) throws IOException {
        SplittableRandom random = new SplittableRandom(classes);
        int[][] counts = new int[classes][classes];
        String[] names = IntStream.range(0, classes).mapToObj(SampleRuns::name).toArray(String[]::new);
        StringBuilder predictions = new StringBuilder();
        for (int row = 0; row < rows; row++) {
            int truth = row % classes;
            boolean right = random.nextDouble() < 0.88;
            int said = right ? truth : random.nextBoolean() ? (truth + 1) % classes : random.nextInt(classes);
            counts[truth][said]++;
            double sure = right ? 0.6 + 0.4 * random.nextDouble() : 0.2 + 0.7 * random.nextDouble();
            predictions.append(String.format(
                    Locale.ROOT,
                    "{\"id\":null,\"file\":\"test.csv\",\"line\":%d,\"input\":{\"text\":\"%s\"},\"label\":\"%s\","
                            + "\"prediction\":\"%s\",\"probabilities\":{",
                    row + 2,
                    "Message number " + row + " about my card, which has not arrived although I ordered it weeks ago",
                    name(truth),
                    name(said)));
            for (int c = 0; c < classes; c++) {
                double p = c == said ? sure : (1 - sure) / (classes - 1);
                // String.format would take most of the tests' time here
                predictions
                        .append(c == 0 ? "" : ",")
                        .append('"')
                        .append(names[c])
                        .append("\":");
                predictions.append(Math.round(p * 1e6) / 1e6);
            }
            predictions.append("}}\n");
        }
        write(folder, "predictions.jsonl", predictions.toString());
        write(folder, "evaluation.json", evaluation(counts, rows));
        write(folder, "recipe.yaml", "model: builtin:minilm\ntask: text-classification\nmethod: {name: full}\n");
        write(folder, "state.json", "{\"state\":\"succeeded\",\"updated\":\"2026-03-02T09:16:41Z\"}");
        write(folder, "metrics.jsonl", steps(2000, random));
        return folder;
    }

    private static String evaluation(int[][] counts, int rows) {
        int right = 0;
        List<String> labels = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        List<String> classes = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            right += counts[i][i];
            labels.add("\"" + name(i) + "\"");
            List<String> cells = new ArrayList<>();
            int support = 0;
            for (int count : counts[i]) {
                cells.add(Integer.toString(count));
                support += count;
            }
            lines.add("[" + String.join(",", cells) + "]");
            classes.add(String.format(
                    Locale.ROOT,
                    "\"%s\":{\"precision\":0.9,\"recall\":%.4f,\"f1\":%.4f,\"support\":%d}",
                    name(i),
                    counts[i][i] / (double) support,
                    counts[i][i] / (double) support,
                    support));
        }
        return String.format(
                Locale.ROOT,
                "{\"splits\":{\"test\":{\"n\":%d,\"metrics\":{\"accuracy\":{\"value\":%.6f,\"ci95\":[0.86,0.9]}},"
                        + "\"per_class\":{%s},\"confusion\":{\"labels\":[%s],\"counts\":[%s]}}},\"baselines\":{}}",
                rows,
                (double) right / rows,
                String.join(",", classes),
                String.join(",", labels),
                String.join(",", lines));
    }

    private static String steps(int steps, SplittableRandom random) {
        StringBuilder lines = new StringBuilder();
        for (int step = 1; step <= steps; step++) {
            lines.append(String.format(
                    Locale.ROOT,
                    "{\"kind\":\"step\",\"step\":%d,\"epoch\":%.4f,\"loss\":%.5f,\"learning_rate\":%.7f,\"rows\":32}%n",
                    step,
                    step / 300.0,
                    4.3 * Math.exp(-step / 300.0) + 0.2 * random.nextDouble(),
                    2e-4 * (steps - step) / steps));
        }
        return lines.toString();
    }

    private static String name(int label) {
        List<String> words =
                List.of("card", "payment", "refund", "transfer", "exchange_rate", "top_up", "identity", "limit");
        return words.get(label % words.size()) + "_question_" + label;
    }
}
