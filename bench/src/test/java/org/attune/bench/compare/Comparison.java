// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.attune.bench.compare.Contender.Measured;
import org.attune.tensor.Engine;
import org.attune.tensor.Processor;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs Attune and its peers in turn and writes {@code comparison.json} and {@code comparison.md}: medians over repetitions, and Attune's
 * ratio to each peer within one repetition, so that what else the machine did counts for both. Lost comparisons stand there too.
 *
 * <p>Arguments: {@code OUT PYTHON MINILM DATA REPETITIONS STEPS THREADS [WORKLOAD ...]}
 */
public final class Comparison {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Comparison() {}

    public static void main(String[] arguments) throws IOException {
        Path out = Path.of(arguments[0]);
        Workloads workloads = new Workloads(arguments[1], arguments[2], arguments[3], arguments[5], arguments[6]);
        int repetitions = Integer.parseInt(arguments[4]);
        List<String> asked = List.of(arguments).subList(7, arguments.length);
        Map<String, Map<String, List<Measured>>> all = new LinkedHashMap<>();
        for (Map.Entry<String, List<Contender>> workload : workloads.all().entrySet()) {
            if (asked.isEmpty() || asked.contains(workload.getKey())) {
                all.put(workload.getKey(), run(workload.getKey(), workload.getValue(), repetitions, out));
                write(out, all);
            }
        }
    }

    private static Map<String, List<Measured>> run(
            String workload, List<Contender> contenders, int repetitions, Path out) throws IOException {
        Map<String, List<Measured>> measured = new LinkedHashMap<>();
        for (int repetition = 1; repetition <= repetitions; repetition++) {
            for (Contender contender : contenders) {
                String name = workload + "-" + contender.name().replace(' ', '-') + "-" + repetition;
                Path folder = Files.createDirectories(out.resolve(name));
                Measured one = contender.run(folder.resolve("run"), out.resolve(name + ".log"));
                measured.computeIfAbsent(contender.name(), ignored -> new ArrayList<>())
                        .add(one);
                System.out.printf(
                        Locale.ROOT,
                        "%-40s %8.1f rows/s, first step after %.1f s, %d MB%n",
                        name,
                        one.rowsPerSecond(),
                        one.firstStep(),
                        one.peakBytes() >> 20);
            }
        }
        return measured;
    }

    private static void write(Path out, Map<String, Map<String, List<Measured>>> all) throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("processor", Processor.current().name());
        document.put("features", Processor.current().features());
        document.put("processors", Engine.allThreads());
        document.put("java", System.getProperty("java.runtime.version"));
        document.put("workloads", all);
        Files.writeString(
                out.resolve("comparison.json"),
                MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n");
        StringBuilder table = new StringBuilder("""
                | workload | tool | rows a second | Attune is faster by | to the first step, s | Attune is sooner by | most memory, MB | Attune's share |
                |---|---|--:|--:|--:|--:|--:|--:|
                """);
        all.forEach((workload, tools) -> tools.forEach((tool, runs) -> {
            List<Measured> own = tools.values().iterator().next();
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.1f | %.2f | %.1f | %.2f | %.0f | %.2f |%n",
                    workload,
                    tool,
                    median(runs, Measured::rowsPerSecond),
                    ratio(own, runs, Measured::rowsPerSecond),
                    median(runs, Measured::firstStep),
                    ratio(runs, own, Measured::firstStep),
                    median(runs, Measured::peakBytes) / (1 << 20),
                    ratio(own, runs, Measured::peakBytes)));
        }));
        Files.writeString(out.resolve("comparison.md"), table);
    }

    /** The median over repetitions of one tool's value over the other's. */
    private static double ratio(List<Measured> over, List<Measured> under, ToDoubleFunction<Measured> value) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < over.size(); i++) {
            ratios.add(value.applyAsDouble(over.get(i)) / value.applyAsDouble(under.get(i)));
        }
        return median(ratios);
    }

    private static double median(List<Measured> runs, ToDoubleFunction<Measured> value) {
        return median(runs.stream().map(value::applyAsDouble).toList());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
