// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prints a Markdown row per run directory: test accuracy, rows per second over all steps, most memory resident at a step. */
public final class Table {

    private static final Pattern ACCURACY = Pattern.compile("\"accuracy\" : \\{\\s*\"value\" : ([0-9.]+)");
    private static final Pattern ROWS = Pattern.compile("\"rows\":([0-9]+)");
    private static final Pattern RATE = Pattern.compile("\"rows_per_second\":([0-9.E]+)");
    private static final Pattern RESIDENT = Pattern.compile("\"resident_bytes\":([0-9]+)");

    private Table() {}

    public static void main(String[] runs) throws IOException {
        System.out.println("| run | test accuracy | rows/s | resident MB |\n|---|--:|--:|--:|");
        List<Double> accuracies = new ArrayList<>();
        for (String run : runs) {
            double accuracy = first(ACCURACY, Files.readString(Path.of(run, "evaluation.json")));
            double rows = 0;
            double seconds = 0;
            double resident = 0;
            for (String line : Files.readAllLines(Path.of(run, "metrics.jsonl"))) {
                if (line.startsWith("{\"kind\":\"step\"")) {
                    rows += first(ROWS, line);
                    seconds += first(ROWS, line) / first(RATE, line);
                    resident = Math.max(resident, first(RESIDENT, line));
                }
            }
            accuracies.add(accuracy);
            System.out.printf(
                    "| %s | %.4f | %.0f | %.0f |%n", Path.of(run).getFileName(), accuracy, rows / seconds, resident / 1e6);
        }
        double mean = accuracies.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        System.out.printf("| mean | %.4f | | |%n", mean);
    }

    private static double first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no " + pattern + " in " + text.substring(0, Math.min(200, text.length())));
        }
        return Double.parseDouble(matcher.group(1));
    }
}
