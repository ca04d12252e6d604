// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.attune.app.Dialogue.Reply;
import org.attune.app.terminal.Console;
import org.attune.app.terminal.ProblemText;
import org.attune.generate.Generated.Finish;
import org.attune.generate.Listener;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Lines of standard input, answered one after another. */
record ChatLoop(Console console, AnswerStop stop, boolean quiet) {

    /** @param shown whether answers are printed as they come */
    void run(Dialogue dialogue, boolean shown) {
        BufferedReader lines = new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8));
        if (console.interactive() && !quiet) {
            console.say("/reset begins anew, /exit ends; Ctrl-C stops an answer");
        }
        for (String line = next(lines); line != null; line = next(lines)) {
            switch (line.strip()) {
                case "" -> {}
                case "/exit" -> {
                    return;
                }
                case "/reset" -> {
                    dialogue.reset();
                    note("a new conversation");
                }
                default -> answer(dialogue, line, shown);
            }
        }
    }

    private void answer(Dialogue dialogue, String message, boolean shown) {
        stop.begin();
        try {
            Reply reply = dialogue.answer(message, new Listener() {
                @Override
                public void token(long row, int token, String text) {
                    if (shown) {
                        console.out().print(text);
                        console.out().flush();
                    }
                }

                @Override
                public boolean cancelled() {
                    return stop.stopped();
                }
            });
            if (shown) {
                console.print("");
                console.out().flush();
            }
            notes(reply);
        } catch (InputException e) {
            if (!console.interactive()) {
                throw e;
            }
            ProblemText.say(console, e.problems());
        } finally {
            stop.end();
        }
    }

    private void notes(Reply reply) {
        if (reply.forgotten() > 0) {
            note(reply.forgotten() + " older messages were left out: the model has no positions for them");
        }
        if (reply.generated().finish() == Finish.LENGTH) {
            note("cut off at " + reply.generated().tokens().length + " tokens; --max-new-tokens allows more");
        } else if (reply.generated().finish() == Finish.CONTEXT) {
            note("cut off where the model's positions end");
        }
    }

    private void note(String text) {
        if (!quiet) {
            console.say(console.faint("(" + text + ")"));
        }
    }

    private @Nullable String next(BufferedReader lines) {
        if (console.interactive()) {
            console.err().print("> ");
            console.err().flush();
        }
        try {
            return lines.readLine();
        } catch (IOException e) {
            throw new InputException(
                    "chat.input",
                    "standard input",
                    "it cannot be read: " + Problem.quote(e),
                    "standard input is text",
                    "start the conversation again");
        }
    }
}
