// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.attune.search.Point;
import org.attune.search.Samplers;
import org.attune.search.Suggestions;
import org.attune.search.Trial;
import org.attune.statistics.Correction;
import org.attune.statistics.MannWhitney;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The lowest value that each sampler found, over seeds, and whether it differs from what Optuna's found. */
public final class SamplerSimulation {

    /** Ours with that of Optuna's which it is compared with; both baselines are told from its TPE. */
    private static final Map<String, String> PEERS =
            new LinkedHashMap<>(Map.of("tpe", "tpe", "gp", "gp", "random", "tpe", "sobol", "tpe"));

    private static final List<String> ORDER = List.of("tpe", "gp", "sobol", "random");

    private SamplerSimulation() {}

    /** @param arguments how many seeds, and the file that {@code bench/peers/samplers.py} wrote */
    public static void main(String[] arguments) throws IOException {
        int seeds = Integer.parseInt(arguments[0]);
        JsonNode peers = JsonMapper.builder().build().readTree(Files.readString(Path.of(arguments[1])));
        List<String> rows = new ArrayList<>();
        List<Double> p = new ArrayList<>();
        for (Objective objective : Objective.ALL) {
            for (String sampler : ORDER) {
                double[] found = new double[seeds];
                long begin = System.nanoTime();
                for (int seed = 0; seed < seeds; seed++) {
                    found[seed] = lowest(objective, sampler, seed);
                }
                double seconds = (System.nanoTime() - begin) / 1e9 / seeds / objective.trials();
                double[] theirs = theirs(peers, objective, PEERS.getOrDefault(sampler, "tpe"));
                p.add(MannWhitney.of(found, theirs).p());
                rows.add(String.format(
                        Locale.ROOT,
                        "| %s, %d trials | %s | %s | %s | %s | %.1f |",
                        objective.name(),
                        objective.trials(),
                        sampler,
                        quartiles(found),
                        PEERS.get(sampler),
                        quartiles(theirs),
                        1e3 * seconds));
            }
        }
        double[] corrected =
                Correction.HOLM.of(p.stream().mapToDouble(Double::doubleValue).toArray());
        say(
                "| function | sampler | lowest value: median (quartiles) | Optuna's | its median (quartiles) | ms a suggestion | p, Holm |");
        say("|---|---|--:|---|--:|--:|--:|");
        for (int i = 0; i < rows.size(); i++) {
            say(rows.get(i) + String.format(Locale.ROOT, " %.2g |", corrected[i]));
        }
    }

    private static double lowest(Objective objective, String sampler, int seed) {
        Suggestions suggestions = new Suggestions(objective.space(), Samplers.named(sampler), seed, false, List.of());
        List<Trial> trials = new ArrayList<>();
        while (trials.size() < objective.trials()) {
            Point point = suggestions.next(trials).orElseThrow();
            double value = objective.function().applyAsDouble(point);
            trials.add(new Trial(trials.size(), point, Trial.State.DONE, List.of(), value, 0, ""));
        }
        return trials.stream().mapToDouble(Trial::value).min().orElseThrow();
    }

    private static double[] theirs(JsonNode peers, Objective objective, String sampler) {
        List<Double> values = new ArrayList<>();
        for (JsonNode run : peers.path("best").path(objective.name()).path(sampler)) {
            values.add(run.path(run.size() - 1).asDouble());
        }
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static String quartiles(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return String.format(Locale.ROOT, "%.4g (%.4g to %.4g)", at(sorted, 0.5), at(sorted, 0.25), at(sorted, 0.75));
    }

    private static double at(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    private static void say(String words) {
        System.out.println(words);
    }
}
