// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.nio.file.Files;
import java.nio.file.Path;
import org.attune.problem.InputException;
import picocli.CommandLine.Option;

/** Which file a server keeps things in. */
final class StoreOption {

    private static final String USUAL = "attune-serve.db";

    @Option(
            names = "--store",
            paramLabel = "FILE",
            description = "Where keys, feedback and fine-tuning jobs are kept; " + USUAL + " unless given.")
    Path file = Path.of(USUAL);

    /** Only serving and creating make a store: elsewhere a name that is not there is a mistake. */
    Path existing() {
        if (!Files.exists(file)) {
            throw new InputException(
                    "serve.store",
                    file.toString(),
                    "there is no such file",
                    "keys are kept in a store",
                    "name it by --store FILE, or make a first key: attune serve keys create --scope infer");
        }
        return file;
    }
}
