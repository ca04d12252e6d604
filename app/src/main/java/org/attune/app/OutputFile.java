// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.WorkException;

/** Files that a user asks for, written with their folders. */
final class OutputFile {

    private OutputFile() {}

    static void write(Path file, String text) {
        try (PrintStream out = open(file)) {
            out.print(text);
            check(file, out);
        }
    }

    /** @throws InputException where it cannot be written, before any work is done for it */
    static PrintStream open(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            OutputStream out = Files.newOutputStream(file);
            return new PrintStream(new java.io.BufferedOutputStream(out), false, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InputException(
                    "output.unwritable",
                    file.toString(),
                    "it cannot be written: " + Problem.quote(e),
                    "output is a file that can be written",
                    "choose another one, or change the permissions");
        }
    }

    /** A print stream keeps its errors to itself. */
    static void check(Path file, PrintStream out) {
        if (out.checkError()) {
            throw new WorkException(
                    "output.failed",
                    file.toString(),
                    "it could not be written to its end",
                    "the disk has room",
                    "make room and run again");
        }
    }
}
