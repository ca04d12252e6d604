// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.util.Map;
import java.util.concurrent.Callable;
import org.attune.LanguageModel;
import org.attune.app.terminal.JsonText;
import org.attune.generate.Sampling;
import org.attune.problem.InputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A conversation with a language model. */
@Command(
        name = "chat",
        description = {
            "Talks with a language model, a line at a time, by the chat template that it was tuned with.",
            "/reset begins anew, /exit or the end of the input ends. Ctrl-C stops an answer, once more ends the program."
                    + " With --json the whole conversation is one document at the end."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  attune chat runs/support",
            "  attune chat runs/support --system \"You answer in one sentence.\" --temperature 0.7",
            "  echo \"Where is my parcel?\" | attune chat runs/support"
        })
final class ChatCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private Common common;

    @Parameters(paramLabel = "MODEL", description = "A run directory or a model directory.")
    private String model = "";

    @Option(names = "--system", paramLabel = "TEXT", description = "What the model is told first.")
    private @Nullable String system;

    @ArgGroup(validate = false, heading = "%nHow words are chosen:%n")
    private SamplingOptions options = new SamplingOptions();

    ChatCommand(Session session) {
        this.session = session;
        this.common = new Common();
    }

    @Override
    public Integer call() {
        common.apply(session);
        Platform.check();
        Sampling sampling = options.sampling();
        try (LanguageModel language = LanguageModel.open(model);
                AnswerStop stop = AnswerStop.listen(session.console())) {
            if (!language.hasTemplate()) {
                throw new InputException(
                        "chat.no-template",
                        language.base().description(),
                        "the model has no chat template",
                        "a conversation is written by the template of its training",
                        "continue texts by attune generate, or tune the model with data.template: chatml");
            }
            Dialogue dialogue = new Dialogue(language, sampling, system);
            new ChatLoop(session.console(), stop, common.json || common.quiet).run(dialogue, !common.json);
            if (common.json) {
                session.console().out().print(JsonText.pretty(Map.of("messages", dialogue.document())));
            }
        }
        return ExitCode.DONE;
    }
}
