// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.suggest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.attune.statistics.Correlation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The order of models before tuning beside that of the tuned ones: results.json of a suite, and a folder of suggestions DATA.json. */
public final class RankingCompared {

    private static final List<String> MEASURES = List.of("mean_rank", "log_me", "neighbours", "probe");

    private RankingCompared() {}

    public static void main(String[] arguments) throws IOException {
        JsonMapper mapper = JsonMapper.builder().build();
        JsonNode suite = mapper.readTree(Files.readString(Path.of(arguments[0])));
        System.out.println("data       measure     Spearman  best tuned is among the first two");
        for (String data : suite.path("data").propertyNames()) {
            JsonNode models = mapper.readTree(Files.readString(Path.of(arguments[1], data + ".json")))
                    .path("models");
            String[] names = models.valueStream()
                    .map(model -> String.valueOf(
                            Path.of(model.path("model").asString()).getFileName()))
                    .toArray(String[]::new);
            double[] tuned = Arrays.stream(names)
                    .mapToDouble(name -> tuned(suite.path("data").path(data).path("standings"), name))
                    .toArray();
            for (String measure : MEASURES) {
                double[] before = models.valueStream()
                        .mapToDouble(model -> value(model, measure))
                        .toArray();
                System.out.printf(
                        Locale.ROOT,
                        "%-10s %-10s %9.3f  %s%n",
                        data,
                        measure,
                        spearman(before, tuned),
                        found(before, tuned));
            }
            for (int i = 0; i < names.length; i++) {
                System.out.printf(
                        Locale.ROOT,
                        "    %-9s tuned %.4f, log_me %.4f, neighbours %.4f, probe %.4f%n",
                        names[i],
                        tuned[i],
                        value(models.path(i), "log_me"),
                        value(models.path(i), "neighbours"),
                        value(models.path(i), "probe"));
            }
        }
    }

    private static double tuned(JsonNode standings, String name) {
        return standings
                .valueStream()
                .filter(standing -> standing.path("candidate").asString().equals(name))
                .mapToDouble(standing -> standing.path("value").asDouble())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the suite has no " + name));
    }

    /** More is better. */
    private static double value(JsonNode model, String measure) {
        JsonNode found = model.path(measure);
        return measure.equals("mean_rank")
                ? -found.asDouble()
                : found.isObject() ? found.path("value").asDouble() : found.asDouble();
    }

    private static double spearman(double[] x, double[] y) {
        int[] once = new int[x.length];
        Arrays.fill(once, 1);
        return Correlation.of(
                Correlation.ranks(x, Correlation.order(x), once),
                Correlation.ranks(y, Correlation.order(y), once),
                once);
    }

    private static boolean found(double[] before, double[] tuned) {
        int best = IntStream.range(0, tuned.length)
                .reduce((a, b) -> tuned[b] > tuned[a] ? b : a)
                .orElseThrow();
        return Arrays.stream(before).filter(value -> value > before[best]).count() < 2;
    }
}
