// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.attune.app.terminal.Console;
import org.attune.app.terminal.JsonText;
import tools.jackson.databind.JsonNode;

/** The command line in this process, its streams caught. */
record Cli(int code, String out, String err) {

    static Cli run(String... arguments) {
        return runWith("", arguments);
    }

    static Cli runWith(String input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = console(input, out, err, false);
        int code = Main.run(console, arguments);
        console.flush();
        return new Cli(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    static Console console(String input, ByteArrayOutputStream out, ByteArrayOutputStream err, boolean terminal) {
        return new Console(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                terminal,
                false,
                false);
    }

    /** Standard output as the one JSON document that it must be. */
    JsonNode json() {
        return JsonText.read(out);
    }
}
