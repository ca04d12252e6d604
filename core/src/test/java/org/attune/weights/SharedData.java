// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Data that is too large or not free enough to be in the repository. */
public final class SharedData {

    private SharedData() {}

    /** A folder of it; the test is skipped, saying why, where there is none. */
    public static Path folder(String name) {
        String root = Optional.ofNullable(System.getProperty("attune.shared"))
                .or(() -> Optional.ofNullable(System.getenv("ATTUNE_SHARED")))
                .orElse("../../shared");
        Path folder = Path.of(root).resolve(name);
        Assumptions.assumeTrue(Files.isDirectory(folder), folder + " is not there; set -Dattune.shared=FOLDER");
        return folder;
    }
}
