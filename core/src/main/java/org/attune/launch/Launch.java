// SPDX-License-Identifier: Apache-2.0
package org.attune.launch;

import java.nio.file.Path;
import org.attune.run.RunState;
import org.attune.run.RunStatus;

/**
 * A run that is started in a process of its own.
 *
 * @param name for people and for files
 * @param run the run directory
 * @param home the folder of all that is started together
 */
public record Launch(String name, Path run, Path home) {

    /** The recipe that the run is started with. */
    public Path recipe() {
        return home.resolve("recipes").resolve(name + ".yaml");
    }

    /** What the process printed. */
    public Path log() {
        return home.resolve("logs").resolve(name + ".txt");
    }

    /** What repeats it. */
    public String command() {
        return "attune train " + recipe() + " output=runs/" + name;
    }

    public boolean isDone() {
        return RunStatus.of(run)
                .filter(status -> status.state() == RunState.SUCCEEDED)
                .isPresent();
    }
}
