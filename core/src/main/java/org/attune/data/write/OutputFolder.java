// SPDX-License-Identifier: Apache-2.0
package org.attune.data.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.attune.problem.InputException;
import org.attune.run.AtomicFile;

/** A folder that appears whole or not at all: it is filled under another name. */
public final class OutputFolder {

    private final Path target;
    private final Path temporary;

    /** @throws InputException where there is something already */
    public OutputFolder(Path target) {
        this.target = target.toAbsolutePath().normalize();
        this.temporary = this.target.resolveSibling("." + this.target.getFileName() + ".tmp");
        try {
            if (Files.exists(target) && !(Files.isDirectory(target) && isEmpty(target))) {
                throw new InputException(
                        "output.exists",
                        target.toString(),
                        "it exists and is not empty",
                        "results go to a folder of their own; nothing is overwritten",
                        "choose another one with --out, or remove it");
            }
            remove(temporary);
            Files.createDirectories(temporary);
        } catch (IOException e) {
            throw new InputException(
                    "output.unwritable",
                    target.toString(),
                    "it cannot be made: " + e.getMessage(),
                    "results go to a folder that can be written",
                    "choose another one with --out");
        }
    }

    /** Where files are written until {@link #finish}. */
    public Path path() {
        return temporary;
    }

    public Path finish() {
        try {
            Files.deleteIfExists(target);
            Files.move(temporary, target);
            return target;
        } catch (IOException e) {
            throw AtomicFile.failed(target, e);
        }
    }

    /** After a failure; does nothing once finished. */
    public void discard() {
        try {
            remove(temporary);
        } catch (IOException e) {
            throw AtomicFile.failed(temporary, e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static void remove(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }
}
