// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A command in a process of its own that ends when the process that started it does, however that ended: a cell of a suite that was
 * killed must not hold the lock of its run when the suite is continued.
 */
public final class CellProgram {

    private static final int ORPHANED = 137;

    private CellProgram() {}

    /** @param arguments the number of the process to stay with, then a command of {@code attune} */
    public static void main(String[] arguments) {
        Optional<ProcessHandle> parent = ProcessHandle.of(Long.parseLong(arguments[0]));
        if (parent.isEmpty()) {
            Runtime.getRuntime().halt(ORPHANED);
        }
        Thread watch = new Thread(
                () -> {
                    parent.orElseThrow().onExit().join();
                    Runtime.getRuntime().halt(ORPHANED);
                },
                "parent");
        watch.setDaemon(true);
        watch.start();
        System.exit(Main.run(Arrays.copyOfRange(arguments, 1, arguments.length)));
    }

    /** What trains the recipe whose path is put behind it, with this process's Java, options and class path. */
    static List<String> training() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-agent") && !option.startsWith("-javaagent"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CellProgram.class.getName()));
        command.addAll(List.of(String.valueOf(ProcessHandle.current().pid()), "train", "--quiet"));
        return command;
    }
}
