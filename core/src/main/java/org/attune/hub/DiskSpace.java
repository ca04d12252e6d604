// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.attune.problem.InputException;

/** Whether a download fits, asked before it starts. */
final class DiskSpace {

    private DiskSpace() {}

    /** @throws InputException where it does not */
    static void check(Path cache, long bytes, HubReference reference) throws IOException {
        Files.createDirectories(cache);
        long free = Files.getFileStore(cache).getUsableSpace();
        if (bytes > free) {
            throw new InputException(
                    "hub.disk-space",
                    reference.toString(),
                    String.format(Locale.ROOT, "%s are missing and %s has %s free", size(bytes), cache, size(free)),
                    "the cache's disk holds the model",
                    "make room, or set HF_HOME to a folder on a larger disk");
        }
    }

    private static String size(long bytes) {
        return bytes < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
