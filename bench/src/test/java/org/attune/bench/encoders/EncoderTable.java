// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.encoders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.attune.eval.Entity;
import org.attune.statistics.Correlation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table of {@code bench/encoders}: Attune's runs {@code SET-SEED} and the peers' results {@code SET-peer-SEED.json} in one
 * folder. The difference is that of the means over seeds, its 95 % interval from rows drawn with replacement, the same rows for all
 * runs of both. Printed as Markdown, and written into a file between its markers where one is named.
 *
 * <p>Arguments: {@code FOLDER [README]}
 */
public final class EncoderTable {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int SEEDS = 3;
    private static final int RESAMPLES = 2000;
    private static final String BEGIN = "<!-- encoders: begin -->\n";
    private static final String END = "<!-- encoders: end -->";

    private enum Metric {
        ACCURACY,
        SPEARMAN,
        ENTITY_F1
    }

    private enum DataSet {
        BANKING77("BANKING77, 77 intents", Metric.ACCURACY),
        SST2("SST-2, 6,920 sentences", Metric.ACCURACY),
        STSB("STS-B, pairs of sentences", Metric.SPEARMAN),
        WNUT17("WNUT 2017, entities", Metric.ENTITY_F1);

        final String title;
        final Metric metric;

        DataSet(String title, Metric metric) {
            this.title = title;
            this.metric = metric;
        }
    }

    /** What one run said of the test rows, and the metric of a linear head on the untuned model. */
    private record Run(List<JsonNode> labels, List<JsonNode> said, double frozenHead) {}

    private EncoderTable() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        StringBuilder table = new StringBuilder("""
                | data | metric | Attune | transformers | difference | frozen head |
                |---|---|--:|--:|--:|--:|
                """);
        for (DataSet set : DataSet.values()) {
            String name = set.name().toLowerCase(Locale.ROOT);
            if (Files.exists(folder.resolve(name + "-" + SEEDS).resolve("evaluation.json"))) {
                table.append(line(folder, name, set));
            }
        }
        System.out.print(table);
        if (arguments.length > 1) {
            Path readme = Path.of(arguments[1]);
            String text = Files.readString(readme);
            int from = text.indexOf(BEGIN) + BEGIN.length();
            Files.writeString(readme, text.substring(0, from) + table + text.substring(text.indexOf(END)));
        }
    }

    private static String line(Path folder, String name, DataSet set) throws IOException {
        List<Run> own = new ArrayList<>();
        List<Run> peers = new ArrayList<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            own.add(run(folder.resolve(name + "-" + seed), set.metric));
            Path peer = folder.resolve(name + "-peer-" + seed + ".json");
            if (Files.exists(peer)) {
                peers.add(peer(peer));
            }
        }
        String metric = set.metric.name().toLowerCase(Locale.ROOT);
        Scorer scorer = Scorer.of(set.metric, own);
        int[] once = IntStream.range(0, scorer.rows()).toArray();
        String line = String.format(
                Locale.ROOT, "| %s | %s | %.4f |", set.title, metric.replace('_', ' '), scorer.mean(once));
        double frozen = own.get(0).frozenHead();
        String last = Double.isNaN(frozen) ? " |\n" : String.format(Locale.ROOT, " %.4f |%n", frozen);
        if (peers.size() < SEEDS) {
            return line + " | |" + last;
        }
        Scorer other = Scorer.of(set.metric, peers);
        double[] interval = interval(scorer, other);
        return line
                + String.format(
                        Locale.ROOT,
                        " %.4f | %+.4f (%+.4f to %+.4f) |",
                        other.mean(once),
                        scorer.mean(once) - other.mean(once),
                        interval[0],
                        interval[1])
                + last;
    }

    private static double[] interval(Scorer own, Scorer other) {
        if (own.rows() != other.rows()) {
            throw new IllegalStateException(own.rows() + " rows beside " + other.rows());
        }
        SplittableRandom random = new SplittableRandom(1);
        double[] differences = new double[RESAMPLES];
        int[] rows = new int[own.rows()];
        for (int i = 0; i < RESAMPLES; i++) {
            Arrays.setAll(rows, row -> random.nextInt(rows.length));
            differences[i] = own.mean(rows) - other.mean(rows);
        }
        Arrays.sort(differences);
        return new double[] {differences[(int) (0.025 * RESAMPLES)], differences[(int) (0.975 * RESAMPLES) - 1]};
    }

    /** The metric's mean over seeds on a choice of rows. */
    private record Scorer(Metric metric, List<double[][]> seeds) {

        static Scorer of(Metric metric, List<Run> runs) {
            return new Scorer(
                    metric, runs.stream().map(run -> facts(metric, run)).toList());
        }

        int rows() {
            return seeds.get(0).length;
        }

        double mean(int[] rows) {
            return seeds.stream()
                    .mapToDouble(facts -> value(facts, rows))
                    .average()
                    .orElseThrow();
        }

        private double value(double[][] facts, int[] rows) {
            if (metric == Metric.SPEARMAN) {
                return spearman(column(facts, rows, 0), column(facts, rows, 1));
            }
            double right = 0;
            double all = 0;
            for (int row : rows) {
                right += facts[row][0];
                all += facts[row][1];
            }
            return right / all;
        }

        private static double[] column(double[][] facts, int[] rows, int column) {
            return Arrays.stream(rows).mapToDouble(row -> facts[row][column]).toArray();
        }

        private static double spearman(double[] truth, double[] said) {
            int[] once = new int[truth.length];
            Arrays.fill(once, 1);
            return Correlation.of(
                    Correlation.ranks(truth, Correlation.order(truth), once),
                    Correlation.ranks(said, Correlation.order(said), once),
                    once);
        }

        /** Numbers that add up over rows, right ones over all; for ranks truth and prediction. */
        private static double[][] facts(Metric metric, Run run) {
            double[][] facts = new double[run.labels().size()][];
            for (int row = 0; row < facts.length; row++) {
                JsonNode label = run.labels().get(row);
                JsonNode said = run.said().get(row);
                facts[row] = switch (metric) {
                    case ACCURACY -> new double[] {label.asString().equals(said.asString()) ? 1 : 0, 1};
                    case SPEARMAN -> new double[] {label.asDouble(), said.asDouble()};
                    case ENTITY_F1 -> entities(tags(label), tags(said));
                };
            }
            return facts;
        }

        private static double[] entities(String[] label, String[] said) {
            Set<Entity> truth = Entity.of(label);
            Set<Entity> found = Entity.of(said);
            Set<Entity> both = new HashSet<>(truth);
            both.retainAll(found);
            return new double[] {2.0 * both.size(), truth.size() + found.size()};
        }

        private static String[] tags(JsonNode tags) {
            return tags.valueStream().map(JsonNode::asString).toArray(String[]::new);
        }
    }

    private static Run run(Path folder, Metric metric) throws IOException {
        List<JsonNode> labels = new ArrayList<>();
        List<JsonNode> said = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("predictions.jsonl"))) {
            JsonNode row = MAPPER.readTree(line);
            labels.add(row.get("label"));
            said.add(row.get("prediction"));
        }
        JsonNode frozen = MAPPER.readTree(Files.readString(folder.resolve("evaluation.json")))
                .path("baselines")
                .path("frozen_head")
                .path("metrics")
                .path(metric.name().toLowerCase(Locale.ROOT))
                .path("value");
        return new Run(labels, said, frozen.asDouble(Double.NaN));
    }

    private static Run peer(Path file) throws IOException {
        JsonNode result = MAPPER.readTree(Files.readString(file));
        return new Run(
                result.get("labels").valueStream().toList(),
                result.get("predictions").valueStream().toList(),
                Double.NaN);
    }
}
