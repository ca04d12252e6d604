// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.fuzz;

import java.nio.file.Path;
import java.util.List;

/**
 * Which inputs to try: those from {@code first} to before {@code end}, until the deadline.
 *
 * @param deadline milliseconds of {@link System#currentTimeMillis}
 * @param folder where what was bad is kept
 */
record Work(String kind, long seed, long first, long end, long deadline, Path folder) {

    Work from(long index) {
        return new Work(kind, seed, index, end, deadline, folder);
    }

    /** As arguments of a worker. */
    List<String> arguments() {
        return List.of(
                kind,
                String.valueOf(seed),
                String.valueOf(first),
                String.valueOf(end),
                String.valueOf(deadline),
                folder.toString());
    }

    static Work of(String[] arguments) {
        return new Work(
                arguments[0],
                Long.parseLong(arguments[1]),
                Long.parseLong(arguments[2]),
                Long.parseLong(arguments[3]),
                Long.parseLong(arguments[4]),
                Path.of(arguments[5]));
    }

    Path progress() {
        return folder.resolve(kind + ".progress");
    }

    /** What is kept of an input. */
    Path kept(long index, String ending) {
        return folder.resolve(kind + "-" + seed + "-" + index + ending);
    }
}
