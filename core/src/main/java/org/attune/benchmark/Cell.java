// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.nio.file.Path;

/**
 * One candidate on one data set with one seed: an ordinary run below the suite's output.
 *
 * @param suite the suite's output
 */
public record Cell(String data, String candidate, long seed, Path suite) {

    /** The run directory. */
    public Path run() {
        return suite.resolve("runs").resolve(data).resolve(candidate).resolve("seed-" + seed);
    }

    /** The recipe that the cell's run is started with. */
    public Path recipe() {
        return suite.resolve("recipes").resolve(name() + ".yaml");
    }

    /** What the cell's process printed. */
    public Path log() {
        return suite.resolve("logs").resolve(name() + ".txt");
    }

    /** For people and for files: {@code banking77--full--seed-1}. */
    public String name() {
        return data + "--" + candidate + "--seed-" + seed;
    }

    /** What repeats it. */
    public String command() {
        return "attune train " + recipe() + " output=runs/" + name();
    }
}
