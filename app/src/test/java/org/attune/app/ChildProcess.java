// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line in a process of its own, which can be sent signals. */
final class ChildProcess {

    private ChildProcess() {}

    /** @param arguments of the command line */
    static ProcessBuilder of(List<String> arguments) {
        return of(List.of(), arguments);
    }

    /** @param java options of the virtual machine */
    static ProcessBuilder of(List<String> java, List<String> arguments) {
        List<String> whole = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.bytedeco.javacpp.maxbytes=0",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                "-XX:+UseSerialGC"));
        whole.addAll(java);
        whole.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.attune.app.Main"));
        whole.addAll(arguments);
        return new ProcessBuilder(whole);
    }
}
