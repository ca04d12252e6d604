// SPDX-License-Identifier: Apache-2.0
package org.attune.app.terminal;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
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

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 13), false, StandardCharsets.UTF_8);
    }
}
