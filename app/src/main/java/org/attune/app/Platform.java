// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.util.Locale;
import org.attune.problem.InputException;

/** What Attune runs on. */
final class Platform {

    private Platform() {}

    static String name() {
        return System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }

    /** @throws InputException where libtorch has no natives; to be called before anything that computes */
    static void check() {
        check(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    static void check(String system, String processor) {
        String family = system.toLowerCase(Locale.ROOT);
        boolean intel = processor.equals("amd64") || processor.equals("x86_64");
        boolean arm = processor.equals("aarch64") || processor.equals("arm64");
        boolean natives = (family.startsWith("linux") && intel)
                || (family.startsWith("windows") && intel)
                || (family.startsWith("mac") && arm);
        if (!natives) {
            throw new InputException(
                    "setup.platform",
                    "this machine",
                    system + " on " + processor,
                    "libtorch's natives exist for Linux x86-64, macOS arm64 and Windows x86-64",
                    "run it on one of these");
        }
    }
}
