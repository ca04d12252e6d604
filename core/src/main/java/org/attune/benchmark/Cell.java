// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.nio.file.Path;
import org.attune.launch.Launch;

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

    /** For people and for files: {@code banking77--full--seed-1}. */
    public String name() {
        return data + "--" + candidate + "--seed-" + seed;
    }

    /** Its process, with its recipe and its log. */
    public Launch launch() {
        return new Launch(name(), run(), suite);
    }
}
