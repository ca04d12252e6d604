// SPDX-License-Identifier: Apache-2.0
package org.attune.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.attune.run.AtomicFile;
import org.attune.run.RunStatus;

/** A run in a process of its own: one that fails or is killed takes nobody with it. */
public final class RunProcess {

    private final Process process;
    private final Path log;

    private RunProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it.
     *
     * @param command that runs one recipe, whose path is put behind it
     * @param log takes what the process prints
     * @throws org.attune.problem.WorkException where it cannot be started
     */
    public static RunProcess start(List<String> command, Path recipe, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().resolveSibling("."));
            List<String> whole = new ArrayList<>(command);
            whole.add(recipe.toString());
            Process process = new ProcessBuilder(whole)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            process.getOutputStream().close();
            return new RunProcess(process, log);
        } catch (IOException e) {
            throw AtomicFile.failed(log, e);
        }
    }

    public Process process() {
        return process;
    }

    /**
     * How it failed, in one line: what the run says of itself, or else the last thing that the process said. Empty where it did not.
     *
     * @param run its run directory
     */
    public String failure(Path run) {
        int code = process.exitValue();
        if (code == 0) {
            return "";
        }
        String said = RunStatus.of(run).map(RunStatus::message).orElse("");
        return (said.isEmpty() ? lastLine(log) : said) + " (exit code " + code + ")";
    }

    private static String lastLine(Path log) {
        try {
            List<String> lines = Files.readAllLines(log).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith(" "))
                    .toList();
            return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1);
        } catch (IOException unreadable) {
            return "it said nothing";
        }
    }
}
