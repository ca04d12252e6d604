// SPDX-License-Identifier: Apache-2.0
package org.attune.app.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a stream of this process is a terminal. Java itself tells of standard input and output together only. */
final class Terminals {

    private Terminals() {}

    static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        if (Files.isSymbolicLink(link)) {
            try {
                String target = Files.readSymbolicLink(link).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            } catch (IOException unreadable) {
                return false;
            }
        }
        return System.getenv("TERM") != null && hasConsole();
    }

    @SuppressWarnings(
            "SystemConsoleNull") // a hint where there is no /proc; from JDK 22 on it says yes, and lines are drawn
    private static boolean hasConsole() {
        return System.console() != null;
    }
}
