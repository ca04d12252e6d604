// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process occupies, as the operating system counts it: native memory included. */
public final class Memory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path SYSTEM = Path.of("/proc/meminfo");

    private Memory() {}

    /** Bytes resident now; 0 where the system does not say. */
    public static long residentBytes() {
        return read(STATUS, "VmRSS:");
    }

    /** The most bytes ever resident; 0 where the system does not say. */
    public static long peakBytes() {
        return read(STATUS, "VmHWM:");
    }

    /** Bytes that a process can still take without swapping; 0 where the system does not say. */
    public static long availableBytes() {
        return read(SYSTEM, "MemAvailable:");
    }

    private static long read(Path file, String key) {
        if (!Files.isReadable(file)) {
            return 0;
        }
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(key))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0; // a figure for display, not worth a failed run
        }
    }
}
