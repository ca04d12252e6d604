// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.attune.problem.Problem;
import org.attune.problem.Similar;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Arguments that do not fit, as a problem. */
final class Usage {

    /** Commands that the contract has and this version does not, with the nearest thing that it does have. */
    private static final Map<String, String> NOT_YET = Map.ofEntries(
            Map.entry("attune data augment", "attune data clean"),
            Map.entry("attune models import", "attune models show"));

    private Usage() {}

    static Problem problem(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unmatched(command, name, unmatched.getUnmatched().get(0));
        }
        Optional<String> typo = command.getUnmatchedArguments().stream()
                .filter(argument -> argument.startsWith("-"))
                .findFirst();
        if (typo.isPresent()) { // more telling than the required option that is missing because of it
            return unmatched(command, name, typo.get());
        }
        String message = String.valueOf(wrong.getMessage());
        return new Problem("cli.usage", name, message, synopsis(command), "see: " + name + " --help");
    }

    private static Problem unmatched(CommandLine command, String name, String argument) {
        String full = name + " " + argument;
        if (NOT_YET.containsKey(full)) {
            return new Problem(
                    "cli.unavailable",
                    full,
                    "not available in this version",
                    command.getSubcommands().isEmpty()
                            ? synopsis(command)
                            : "this version has " + String.join(", ", commands(command)),
                    "the nearest is: " + NOT_YET.get(full));
        }
        boolean option = argument.startsWith("-");
        boolean group = !command.getSubcommands().isEmpty();
        List<String> known = option ? options(command) : group ? commands(command) : List.of();
        String kind = option ? "option" : group ? "command" : "argument";
        Optional<String> near = Similar.to(argument, known);
        return new Problem(
                "cli.unknown-" + kind,
                name,
                "unknown " + kind + " " + Problem.quote(argument),
                synopsis(command),
                near.map(word -> "did you mean " + word + "?").orElse("see: " + name + " --help"));
    }

    private static List<String> options(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .flatMap(option -> Stream.of(option.names()))
                .filter(option -> option.startsWith("--"))
                .toList();
    }

    private static List<String> commands(CommandLine command) {
        return List.copyOf(new TreeSet<>(command.getSubcommands().keySet()));
    }

    /** As the help begins: one line. */
    private static String synopsis(CommandLine command) {
        return command.getHelp()
                .synopsis(0)
                .replaceAll("\u001b\\[[0-9;]*m", "")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
