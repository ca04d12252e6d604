// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.nio.file.Path;
import java.util.List;
import org.attune.config.Kinds;
import org.attune.statistics.IntervalEstimate;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code results.json}; the schema is in docs/benchmark.md. Everything that is measured by a clock or a meter stands under {@code cost}: the
 * rest has the same bits whenever the suite is run again on the same kind of machine.
 */
public final class ResultsJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int SCHEMA = 1;

    private ResultsJson() {}

    static String text(SuiteResults results) {
        String text = MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(tree(results));
        return text.replace("\r\n", "\n") + "\n";
    }

    public static ObjectNode tree(SuiteResults results) {
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("schema", SCHEMA);
        root.put("suite", results.suite().name());
        protocol(root.putObject("protocol"), results.suite());
        ObjectNode data = root.putObject("data");
        results.boards().forEach(board -> board(data.putObject(board.data()), board));
        results.overall()
                .ifPresentOrElse(overall -> overall(root.putObject("overall"), overall), () -> root.putNull("overall"));
        ObjectNode failures = root.putObject("failures");
        results.failures().forEach(failures::put);
        return root;
    }

    private static void protocol(ObjectNode node, Suite suite) {
        node.put("budget", suite.budget().words());
        suite.seeds().forEach(node.putArray("seeds")::add);
        node.put("correction", Kinds.word(suite.correction()));
        node.put("level", SuiteResults.LEVEL);
        ArrayNode cells = node.putArray("cells");
        suite.cells()
                .forEach(cell -> cells.addObject()
                        .put("name", cell.name())
                        .put("run", shown(cell.run()))
                        .put("command", cell.launch().command()));
    }

    private static String shown(Path path) {
        return path.toString().replace('\\', '/');
    }

    private static void board(ObjectNode node, Board board) {
        node.put("metric", board.metric());
        node.put("larger_is_better", board.largerIsBetter());
        node.put("rows", board.rows());
        ArrayNode standings = node.putArray("standings");
        board.standings().forEach(standing -> standing(standings.addObject(), standing));
        groups(node, board.groups());
        ArrayNode pairs = node.putArray("pairs");
        board.pairs().forEach(pair -> pair(pairs.addObject(), pair));
        board.detectable().ifPresent(detectable -> {
            ObjectNode least = node.putObject("detectable");
            number(least, "discordance", detectable.discordance());
            number(least, "difference", detectable.difference());
        });
        board.scaling().ifPresent(scaling -> ScalingJson.write(node.putObject("scaling"), scaling));
        SlicesJson.write(node, board.slices());
        node.put("verdict", Verdict.of(board));
        board.remarks().forEach(node.putArray("remarks")::add);
    }

    private static void standing(ObjectNode node, Standing standing) {
        node.put("candidate", standing.candidate());
        estimate(node, "value", standing.score());
        ArrayNode seeds = node.putArray("by_seed");
        standing.bySeed().forEach(value -> add(seeds, value));
        cost(node.putObject("cost"), standing.cost());
    }

    private static void cost(ObjectNode node, Cost cost) {
        number(node, "training_seconds", cost.trainingSeconds());
        number(node, "whole_seconds", cost.wholeSeconds());
        number(node, "rows_per_second", cost.rowsPerSecond());
        number(node, "peak_bytes", cost.peakBytes());
        number(node, "parameters", cost.parameters());
        number(node, "learnt_parameters", cost.learnt());
        number(node, "model_bytes", cost.modelBytes());
        number(node, "model_flops", cost.flops());
        number(node, "money", cost.money());
        cost.inference().ifPresent(inference -> {
            ObjectNode timed = node.putObject("inference");
            number(timed, "p50_milliseconds", inference.p50());
            number(timed, "p95_milliseconds", inference.p95());
            number(timed, "rows_per_second", inference.rowsPerSecond());
            number(timed, "rows_per_second_batch_32", inference.batched());
        });
    }

    private static void pair(ObjectNode node, Pair pair) {
        node.put("first", pair.first()).put("second", pair.second());
        estimate(node, "difference", pair.difference());
        node.put("test", pair.test());
        number(node, "p", pair.p());
        number(node, "p_corrected", pair.corrected());
        number(node, "p_rows", pair.rows());
        number(node, "discordance", pair.discordance());
        number(node, "cohens_h", pair.h());
        number(node, "cohens_dz", pair.dz());
    }

    private static void overall(ObjectNode node, Overall overall) {
        overall.candidates().forEach(node.putArray("candidates")::add);
        overall.ranks().forEach(node.putArray("mean_ranks")::add);
        node.putObject("friedman")
                .put("statistic", overall.test().statistic())
                .put("p", overall.test().p());
        ArrayNode pairs = node.putArray("p_corrected");
        for (double[] row : overall.pairs()) {
            ArrayNode line = pairs.addArray();
            for (double p : row) {
                add(line, p);
            }
        }
        groups(node, overall.groups());
    }

    private static void groups(ObjectNode node, List<List<String>> groups) {
        ArrayNode all = node.putArray("groups");
        groups.forEach(group -> group.forEach(all.addArray()::add));
    }

    private static void estimate(ObjectNode node, String name, IntervalEstimate estimate) {
        number(node, name, estimate.value());
        if (estimate.low() <= estimate.high()) {
            node.putArray("ci95").add(estimate.low()).add(estimate.high());
        } else {
            node.putNull("ci95");
        }
        node.put("ci_method", estimate.method());
    }

    private static void add(ArrayNode array, double value) {
        if (Double.isFinite(value)) {
            array.add(value);
        } else {
            array.addNull();
        }
    }

    private static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }
}
