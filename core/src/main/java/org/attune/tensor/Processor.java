// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The processor's name and the instruction sets that choices of kernels depend on. The system property
 * {@code attune.cpu=avx2} (and oneDNN's own {@code ONEDNN_MAX_CPU_ISA=AVX2}) make any machine answer as a laptop without
 * AVX-512 does.
 *
 * @param name the model name as the operating system gives it
 * @param features of {@code avx2 avx512f avx512_bf16 amx_bf16}, those that are there and allowed
 */
public record Processor(String name, Set<String> features) {

    private static final Set<String> ASKED = Set.of("avx2", "avx512f", "avx512_bf16", "amx_bf16");

    private static final Processor CURRENT = read();

    public static Processor current() {
        return CURRENT;
    }

    /** Whether bf16 matrix products run on instructions made for them; emulated bf16 is slower than fp32. */
    public boolean hasBf16() {
        return features.contains("avx512_bf16") || features.contains("amx_bf16");
    }

    private static Processor read() {
        Path cpuInfo = Path.of("/proc/cpuinfo");
        List<String> lines;
        try {
            lines = Files.isReadable(cpuInfo) ? Files.readAllLines(cpuInfo) : List.of();
        } catch (IOException e) {
            lines = List.of(); // no /proc: the name of the architecture and the safe kernels
        }
        Set<String> features = new TreeSet<>(Arrays.asList(field(lines, "flags").split(" ")));
        features.retainAll(ASKED);
        boolean limited = "avx2".equals(System.getProperty("attune.cpu"))
                || "AVX2".equalsIgnoreCase(System.getenv("ONEDNN_MAX_CPU_ISA"));
        if (limited) {
            features.removeIf(feature -> !feature.equals("avx2"));
        }
        String name = field(lines, "model name");
        return new Processor(name.isEmpty() ? System.getProperty("os.arch") : name, features);
    }

    private static String field(List<String> lines, String key) {
        return lines.stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }
}
