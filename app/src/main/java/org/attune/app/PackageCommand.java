// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.WorkException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A zip for other machines. In a checkout the launcher does it by itself, with the same program. */
@Command(
        name = "package",
        description = {
            "Writes a zip that runs on another machine of this platform with a Java 17 or newer and nothing else.",
            "Needs a checkout: a package cannot package itself."
        },
        footerHeading = "%nExample:%n",
        footer = "  attune package attune.zip")
final class PackageCommand implements Callable<Integer> {

    private static final String PROGRAM = "tools/Package.java";

    private final Session session;

    @Mixin
    private Common common = new Common();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "target/attune-VERSION-PLATFORM.zip unless given.")
    private @Nullable Path file;

    PackageCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        common.apply(session);
        if (!Files.exists(Installation.home().resolve(PROGRAM))) {
            throw new InputException(
                    "package.checkout",
                    "attune package",
                    Problem.quote(Installation.home().toAbsolutePath()) + " is no checkout",
                    "a package is made in a checkout",
                    "copy this folder to the other machine, or package in a checkout");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(Installation.home().resolve(PROGRAM).toString());
        command.add(Installation.home().toAbsolutePath().toString());
        command.add(libraries().toString());
        if (file != null) {
            command.add(file.toString());
        }
        session.console().flush();
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new WorkException(
                    new Problem(
                            "package.failed",
                            command.get(0),
                            Problem.quote(e),
                            "the Java that runs this can be started once more",
                            "use a whole JDK"),
                    e);
        }
    }

    /** The folder of the jars that this program runs from. */
    private static Path libraries() {
        String separator = System.getProperty("path.separator");
        return Stream.of(System.getProperty("java.class.path").split(java.util.regex.Pattern.quote(separator)))
                .filter(entry -> entry.endsWith("attune-app.jar"))
                .map(entry -> Path.of(entry).toAbsolutePath().getParent())
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new InputException(
                        "package.classes",
                        "the class path",
                        "Attune runs from classes, not from its jars",
                        "a package is made of jars",
                        "start it with the launcher: ./attune package"));
    }
}
