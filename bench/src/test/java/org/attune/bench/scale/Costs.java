// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.scale;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.FineTune;
import org.attune.RunPlan;
import org.attune.bench.data.Rows;
import org.attune.config.Recipe;
import org.attune.data.Dataset;
import org.attune.data.Examples;
import org.attune.data.HeapShare;
import org.attune.problem.InputException;
import org.attune.task.Encoded;

/** Processor seconds by rows and by tokens, everything in files: of reading and tokenising, of doing it again, and of an epoch. */
final class Costs {

    private static final int[] ROWS = {1_000, 2_000, 4_000, 8_000};
    private static final int[] CHARACTERS = {60, 125, 250, 500, 1_000};
    private static final int FEW = 2_000;
    private static final int USUAL = 250;

    /** What lies on both lines is measured once. */
    private final Map<String, Map<String, Object>> known = new HashMap<>();

    private final Path folder;
    private final Path model;

    Costs(Path folder, Path model) {
        this.folder = folder;
        this.model = model;
    }

    /** A run before all others, so that they find a warm machine. */
    Map<String, Object> measure() throws IOException {
        System.setProperty(HeapShare.PROPERTY, "0");
        try {
            of(FEW, USUAL, 2);
            List<Map<String, Object>> byRows = new ArrayList<>();
            for (int rows : ROWS) {
                byRows.add(of(rows, USUAL, 1));
            }
            List<Map<String, Object>> byTokens = new ArrayList<>();
            for (int characters : CHARACTERS) {
                byTokens.add(of(FEW, characters, 1));
            }
            return Map.of("by_rows", byRows, "by_tokens", byTokens);
        } finally {
            System.clearProperty(HeapShare.PROPERTY);
        }
    }

    private Map<String, Object> of(int rows, int characters, long seed) throws IOException {
        String name = "rows-" + rows + "-" + characters + "-" + seed;
        Map<String, Object> before = known.get(name);
        if (before != null) {
            return before;
        }
        Path data = folder.resolve(name + ".jsonl");
        Rows.write(data, rows, seed * rows + characters, characters);
        Recipe recipe = FlatMemory.recipe(model, data, folder.resolve("runs/" + data.getFileName()), 1_000_000)
                .with(List.of("training.epochs=1", "training.batch_size=32", "data.max_length=1024"));
        Map<String, Object> cost = new LinkedHashMap<>();
        cost.put("rows", rows);
        double[] began = {seconds()};
        try (RunPlan plan = RunPlan.look(recipe)) {
            cost.put("tokens", tokens(plan.split(Dataset.TRAIN)));
            cost.put("tokenised_s", since(began));
        }
        try (RunPlan plan = RunPlan.look(recipe)) {
            cost.put("again_s", plan.has(Dataset.TRAIN) ? since(began) : 0);
        }
        FineTune.run(recipe);
        cost.put("run_s", since(began));
        Files.delete(data);
        known.put(name, cost);
        System.err.println(cost);
        return cost;
    }

    private static long tokens(Encoded split) throws InputException {
        long tokens = 0;
        for (int i = 0; i < split.examples().size(); i++) {
            tokens += Examples.length(split.examples(), i);
        }
        return tokens;
    }

    private static double since(double[] began) {
        double now = seconds();
        double taken = Math.round((now - began[0]) * 100) / 100.0;
        began[0] = now;
        return taken;
    }

    /** Of all threads. */
    private static double seconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }
}
