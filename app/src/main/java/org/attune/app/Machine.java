// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.attune.app.terminal.Quantity;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.tensor.Engine;
import org.attune.tensor.Memory;
import org.attune.tensor.Placement;
import org.attune.tensor.Processor;
import org.attune.tensor.Roofline;

/** What Attune found on this machine, by name, in the order of reading. */
record Machine(Map<String, Object> document) {

    private static final long LITTLE_MEMORY = 2_000_000_000L;
    private static final long LITTLE_DISK = 1_000_000_000L;

    /** @throws InputException where the natives cannot be loaded */
    static Machine look() {
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("attune", Attune.Version.number());
        found.put("system", Platform.name() + " " + System.getProperty("os.version"));
        found.put("java", System.getProperty("java.runtime.version") + ", " + System.getProperty("java.vendor"));
        found.put("java_heap_bytes", Runtime.getRuntime().maxMemory());
        found.put("libtorch", libtorch());
        Placement placement = Placement.choose("auto", "auto");
        found.put("device", placement.kind().name().toLowerCase(Locale.ROOT));
        found.put("precision", placement.precision().name().toLowerCase(Locale.ROOT));
        found.put("cpu", Processor.current().name());
        found.put("cpu_features", List.copyOf(Processor.current().features()));
        found.put("threads", Engine.allThreads());
        found.put("memory_available_bytes", Memory.availableBytes());
        found.put("disk_free_bytes", disk());
        return new Machine(found);
    }

    /** Also what was measured, in operations and bytes a second. */
    Machine with(Roofline measured) {
        Map<String, Object> found = new LinkedHashMap<>(document);
        found.put("fp32_flops", measured.fp32());
        if (measured.bf16() > 0) {
            found.put("bf16_flops", measured.bf16());
        }
        found.put("convolution_flops", measured.convolution());
        found.put("memory_copied_per_second", measured.memory());
        return new Machine(found);
    }

    List<String> lines() {
        return document.entrySet().stream()
                .map(entry -> String.format("%-18s %s%s", name(entry.getKey()), shown(entry), remark(entry)))
                .toList();
    }

    private static String name(String key) {
        return key.replaceFirst("_(bytes|flops|per_second)$", "").replace('_', ' ');
    }

    private static String shown(Map.Entry<String, Object> entry) {
        if (entry.getKey().endsWith("_bytes")) {
            return Quantity.bytes((Long) entry.getValue());
        }
        if (entry.getValue() instanceof Double measured) {
            String unit = entry.getKey().endsWith("_flops") ? "GFLOP/s" : "GB/s";
            return String.format(Locale.ROOT, "%.1f %s", measured / 1e9, unit);
        }
        return entry.getValue() instanceof List<?> list
                ? String.join(" ", list.stream().map(String::valueOf).toList())
                : String.valueOf(entry.getValue());
    }

    private static String remark(Map.Entry<String, Object> entry) {
        Object value = entry.getValue();
        return switch (entry.getKey()) {
            case "precision" ->
                value.equals("bf16")
                        ? ", because the processor has instructions for it"
                        : ", because the processor has no instructions for bf16";
            case "memory_available_bytes" ->
                value instanceof Long bytes && bytes > 0 && bytes < LITTLE_MEMORY
                        ? ", little: close other programs"
                        : "";
            case "disk_free_bytes" ->
                value instanceof Long bytes && bytes < LITTLE_DISK ? ", little: a run writes some hundred MB" : "";
            default -> "";
        };
    }

    private static String libtorch() {
        try {
            Engine.start();
            return Engine.version();
        } catch (LinkageError e) {
            throw new InputException(
                    "setup.natives",
                    Platform.name(),
                    Problem.quote(String.valueOf(e.getMessage())),
                    "libtorch's natives for this machine are on the class path and can be unpacked and loaded",
                    "build on this machine, and check that ~/.javacpp can be written and its disk has room");
        }
    }

    private static long disk() {
        try {
            return Files.getFileStore(Path.of("").toAbsolutePath()).getUsableSpace();
        } catch (IOException unknown) {
            return 0;
        }
    }
}
