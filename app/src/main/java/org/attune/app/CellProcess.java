// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * A command in a process of its own that ends when the process that started it does, however that ended: a cell of a suite that was
 * killed must not hold the lock of its run when the suite is continued.
 */
final class CellProcess {

    private static final String PARENT = "attune.parent";
    private static final int ORPHANED = 137;

    private CellProcess() {}

    /** Stays with the process that this one was told to; does nothing in a process that was told none. */
    static void watchParent(IntConsumer halt) {
        Long number = Long.getLong(PARENT);
        if (number == null) {
            return;
        }
        Optional<ProcessHandle> parent = ProcessHandle.of(number);
        Thread watch = new Thread(
                () -> {
                    parent.ifPresent(handle -> handle.onExit().join());
                    halt.accept(ORPHANED);
                },
                "parent");
        watch.setDaemon(true);
        watch.start();
    }

    /** What trains the recipe whose path is put behind it. */
    static List<String> training() {
        List<String> command = command();
        command.addAll(List.of("train", "--quiet"));
        return command;
    }

    /** What runs the arguments that are put behind it, with this process's Java, options and class path. */
    static List<String> command(String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-agent") && !option.startsWith("-javaagent"))
                .forEach(command::add);
        command.add("-D" + PARENT + "=" + ProcessHandle.current().pid());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        return command;
    }
}
