// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.nio.file.Files;
import java.nio.file.Path;
import org.attune.problem.InputException;
import org.attune.problem.Problem;

/** The folder that Attune lies in, a checkout or an unpacked package; the launcher says where it is. */
final class Installation {

    /** Set by the launcher. */
    static final String HOME = "attune.home";

    private Installation() {}

    /** Relative to the working directory where it lies below it, so that messages and recipes stay short. */
    static Path home() {
        Path here = Path.of("").toAbsolutePath();
        Path home = Path.of(System.getProperty(HOME, "")).toAbsolutePath().normalize();
        return home.startsWith(here) ? here.relativize(home) : home;
    }

    /** @throws InputException where the file is not there */
    static Path file(String name) {
        Path file = home().resolve(name);
        if (!Files.exists(file)) {
            throw new InputException(
                    "setup.home",
                    "-D" + HOME,
                    Problem.quote(home().toAbsolutePath()) + " has no " + name,
                    "Attune knows the folder that it lies in",
                    "start it with its launcher, attune, or set -D" + HOME + " to its folder");
        }
        return file;
    }
}
