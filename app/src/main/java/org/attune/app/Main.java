// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.attune.app.terminal.Console;
import org.attune.app.terminal.JsonText;
import org.attune.app.terminal.ProblemText;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.WorkException;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** Where the command line starts: from arguments to an exit code. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        CellProcess.watchParent(Runtime.getRuntime()::halt);
        System.exit(run(arguments));
    }

    /** Runs one command on the streams of this process and returns its exit code. */
    public static int run(String... arguments) {
        return run(Console.system(), arguments);
    }

    /** Never throws: what goes wrong is said on standard error, and as the document where {@code --json} asks for one. */
    public static int run(Console console, String... arguments) {
        boolean json = List.of(arguments).contains("--json");
        try (RunLog log = RunLog.start()) {
            int code = execute(new Session(console, log), arguments, json);
            console.flush();
            return code;
        }
    }

    private static int execute(Session session, String[] arguments, boolean json) {
        CommandLine line = Attune.commandLine(session);
        line.setOut(new PrintWriter(session.console().out(), false, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(session.console().err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(
                CommandLine.Help.defaultColorScheme(session.console().colour() ? Ansi.ON : Ansi.OFF));
        line.setParameterExceptionHandler((wrong, all) -> failed(session, json, ExitCode.INPUT, problems(wrong)));
        line.setExecutionExceptionHandler((error, command, parsed) -> failed(session, json, error));
        try {
            int code = line.execute(arguments);
            line.getOut().flush();
            return code;
        } catch (OutOfMemoryError | StackOverflowError | LinkageError e) {
            return failed(session, json, ExitCode.WORK, List.of(Unexpected.problem(e, session.log())));
        }
    }

    private static List<Problem> problems(ParameterException wrong) {
        // an option's converter may have more to say than picocli
        return wrong.getCause() instanceof InputException input ? input.problems() : List.of(Usage.problem(wrong));
    }

    private static int failed(Session session, boolean json, Exception error) {
        if (error instanceof InputException input) {
            return failed(session, json, ExitCode.INPUT, input.problems());
        }
        if (error instanceof WorkException work) {
            session.log().failure(work);
            return failed(session, json, ExitCode.WORK, List.of(work.problem()));
        }
        return failed(session, json, ExitCode.WORK, List.of(Unexpected.problem(error, session.log())));
    }

    private static int failed(Session session, boolean json, int code, List<Problem> problems) {
        ProblemText.say(session.console(), problems);
        if (json) {
            session.console().out().print(JsonText.pretty(ProblemText.document(code, problems)));
        }
        return code;
    }
}
