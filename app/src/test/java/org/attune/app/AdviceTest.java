// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the program's own texts tell people to run can be run. */
class AdviceTest {

    private static final Pattern COMMAND = Pattern.compile("(?<!@param )\\battune ([a-z]+)(?: ([a-z]+))?");

    @Test
    void every_command_that_a_text_names_is_one() throws IOException {
        List<String> unknown = new ArrayList<>();
        int found = 0;
        try (RunLog log = RunLog.start()) {
            CommandLine line = Attune.commandLine(
                    new Session(Cli.console("", new ByteArrayOutputStream(), new ByteArrayOutputStream(), false), log));
            for (Path source : sources()) {
                Matcher named = COMMAND.matcher(Files.readString(source));
                while (named.find()) {
                    found++;
                    CommandLine command = line.getSubcommands().get(named.group(1));
                    boolean within = command == null
                            || command.getSubcommands().isEmpty()
                            || named.group(2) == null
                            || !command.getCommandSpec().positionalParameters().isEmpty()
                            || command.getSubcommands().containsKey(named.group(2));
                    if (command == null || !within) {
                        unknown.add(source.getFileName() + ": " + named.group());
                    }
                }
            }
        }
        assertThat(found).isGreaterThan(30);
        assertThat(unknown).isEmpty();
    }

    /** All but the list of commands that are not there yet. */
    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String folder : List.of("core/src/main/java", "app/src/main/java")) {
            try (Stream<Path> files = Files.walk(Installation.home().resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".java") && !file.endsWith("Usage.java"))
                        .forEach(sources::add);
            }
        }
        return sources;
    }
}
