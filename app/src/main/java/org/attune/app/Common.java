// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import picocli.CommandLine.Option;

/** Options that every command has. */
final class Common {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this and ends.")
    boolean help;

    @Option(names = "--json", description = "Prints one JSON document and nothing else on standard output.")
    boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress, only results, warnings and problems.")
    boolean quiet;

    @Option(names = "--verbose", description = "The log also on standard error.")
    boolean verbose;

    /** To be called first. */
    void apply(Session session) {
        if (verbose) {
            session.log().verbose(session.console());
        }
    }
}
