// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.nio.file.Path;
import org.attune.launch.Launch;

/**
 * One candidate on one data set with one seed: an ordinary run below the suite's output.
 *
 * @param rows to learn from; 0: all of them
 * @param suite the suite's output
 */
public record Cell(String data, String candidate, int rows, long seed, Path suite) {

    /** With all rows. */
    public Cell(String data, String candidate, long seed, Path suite) {
        this(data, candidate, 0, seed, suite);
    }

    /** Whether it is the one of its candidate whose model is asked when all are done. */
    boolean isFirst(Suite whole) {
        return rows == 0 && seed == whole.seeds().get(0);
    }

    /** The run directory. */
    public Path run() {
        Path own = suite.resolve("runs").resolve(data).resolve(candidate);
        return (rows == 0 ? own : own.resolve("rows-" + rows)).resolve("seed-" + seed);
    }

    /** For people and for files: {@code banking77--full--seed-1}. */
    public String name() {
        return data + "--" + candidate + (rows == 0 ? "" : "--rows-" + rows) + "--seed-" + seed;
    }

    /** Its process, with its recipe and its log. */
    public Launch launch() {
        return new Launch(name(), run(), suite);
    }
}
