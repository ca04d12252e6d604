// SPDX-License-Identifier: Apache-2.0
package org.attune.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A broken file.
 *
 * @param file its name, whose ending says how it is read
 */
public record FuzzInput(String file, byte[] bytes) {

    public Path writeTo(Path folder) throws IOException {
        return Files.write(folder.resolve(file), bytes);
    }
}
