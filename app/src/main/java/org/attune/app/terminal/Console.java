// SPDX-License-Identifier: Apache-2.0
package org.attune.app.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * The streams of one command.
 *
 * @param terminal whether standard error is a terminal, where a line can be drawn again
 * @param colour whether colours are wanted there
 * @param interactive whether a person types on standard input
 */
public record Console(
        InputStream in, PrintStream out, PrintStream err, boolean terminal, boolean colour, boolean interactive) {

    /** Those of this process, in UTF-8 whatever the locale says. */
    public static Console system() {
        Map<String, String> environment = System.getenv();
        boolean terminal = Terminals.isTerminal(2);
        return new Console(
                System.in,
                StandardStream.output(),
                StandardStream.error(),
                terminal,
                terminal && wantsColour(environment),
                Terminals.isTerminal(0));
    }

    /** By the convention of no-color.org: any value but the empty one switches colours off. */
    static boolean wantsColour(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /** A line of a result. */
    public void print(String line) {
        out.print(line + "\n");
    }

    /** A line for people, beside the result. */
    public void say(String line) {
        err.print(line + "\n");
        err.flush();
    }

    public String bold(String text) {
        return colour ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    public String red(String text) {
        return colour ? "\u001b[31;1m" + text + "\u001b[0m" : text;
    }

    public String faint(String text) {
        return colour ? "\u001b[2m" + text + "\u001b[0m" : text;
    }

    public void flush() {
        out.flush();
        err.flush();
    }

    /**
     * Keeps standard output for results: what natives print there, as Gloo does of its connections, goes nowhere from now on. Only for
     * streams of this process; where the system does not let them be opened once more, everything stays as it is.
     */
    public void shutOutNatives() {
        if (out instanceof StandardStream results && err instanceof StandardStream progress) {
            try {
                progress.reopen();
                results.reopen();
                new FileOutputStream(FileDescriptor.out).close(); // the JDK puts /dev/null in its place
            } catch (IOException impossible) {
                flush();
            }
        }
    }
}
