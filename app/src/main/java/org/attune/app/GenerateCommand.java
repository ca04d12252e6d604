// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.attune.LanguageModel;
import org.attune.app.terminal.JsonText;
import org.attune.data.Row;
import org.attune.generate.Generated;
import org.attune.generate.Listener;
import org.attune.generate.Prompt;
import org.attune.generate.Sampling;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a language model writes. */
@Command(
        name = "generate",
        description = {
            "Writes text by a language model: after a prompt, or after each row of files.",
            "A prompt is the user's turn where the model has a chat template, otherwise the beginning of a text. Rows look as"
                    + " in training: the column of the prompt, or messages, of which a last answer is left out; each"
                    + " becomes a line of JSON with prompt, text, finish (stop, length or context), tokens and"
                    + " log_probability."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  attune generate runs/support \"My parcel has not arrived\"",
            "  attune generate runs/stories \"Once upon a time\" --temperature 0.8 --top-p 0.95 --max-new-tokens 200",
            "  attune generate runs/support --data questions.jsonl --batch 16 --out answers.jsonl"
        })
final class GenerateCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private Common common;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A run directory or a model directory.")
    private String model = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PROMPT",
            description = "The prompt; - reads all of standard input.")
    private @Nullable String prompt;

    @Option(names = "--data", paramLabel = "FILE", description = "Rows of a file instead; may be repeated.")
    private List<String> data = List.of();

    @Option(
            names = "--column",
            paramLabel = "PART=COLUMN",
            description = "A column that is not named as in training, for example prompt=question; may be repeated.")
    private Map<String, String> columns = Map.of();

    @Option(names = "--raw", description = "Continues the prompt's own text, without the model's chat template.")
    private boolean raw;

    @Option(names = "--batch", paramLabel = "N", description = "Rows that are written together; 8 unless given.")
    private int batch = 8;

    @ArgGroup(validate = false, heading = "%nHow words are chosen:%n")
    private SamplingOptions options = new SamplingOptions();

    @Option(names = "--out", paramLabel = "FILE", description = "Writes into a file instead of standard output.")
    private @Nullable Path out;

    GenerateCommand(Session session) {
        this.session = session;
        this.common = new Common();
    }

    @Override
    public Integer call() {
        common.apply(session);
        Platform.check();
        Sampling sampling = options.sampling();
        String text = data.isEmpty() ? text() : null;
        check();
        try (LanguageModel language = LanguageModel.open(model)) {
            PrintStream to = out == null ? session.console().out() : OutputFile.open(out);
            try {
                Pen pen = new Pen(language, sampling, to);
                if (text == null) {
                    rows(pen);
                } else {
                    one(pen, raw ? language.beginning(text) : language.prompt(text));
                }
                if (out != null) {
                    OutputFile.check(out, to);
                }
            } finally {
                if (out != null) {
                    to.close();
                }
            }
        }
        return ExitCode.DONE;
    }

    /** What writes, how, and where to. */
    private record Pen(LanguageModel language, Sampling sampling, PrintStream to) {}

    /** The text as it comes, or the one document. */
    private void one(Pen pen, Prompt asked) {
        Listener shows = (row, token, piece) -> {
            pen.to().print(piece);
            pen.to().flush();
        };
        Generated generated = pen.language()
                .generate(List.of(asked), pen.sampling(), common.json ? Listener.NONE : shows)
                .get(0);
        GeneratedText result = new GeneratedText(null, asked, generated);
        pen.to().print(common.json ? JsonText.pretty(result.document(pen.language())) : "\n");
        result.warn(session.console());
    }

    /** A line each, a batch at a time; or one document. */
    private void rows(Pen pen) {
        LanguageModel language = pen.language();
        List<Row> rows = language.read(data, columns);
        List<Prompt> prompts = language.prompts(rows, columns, raw);
        List<Map<String, Object>> documents = new ArrayList<>();
        GenerationPace pace = new GenerationPace(session.console(), common.quiet, rows.size());
        for (int from = 0; from < rows.size(); from += batch) {
            List<Prompt> some = prompts.subList(from, Math.min(rows.size(), from + batch));
            List<Generated> generated = language.generate(some, pen.sampling(), Listener.NONE);
            for (int i = 0; i < some.size(); i++) {
                GeneratedText result = new GeneratedText(rows.get(from + i), some.get(i), generated.get(i));
                result.warn(session.console());
                documents.add(result.document(language));
                pen.to().print(common.json ? "" : JsonText.line(result.document(language)) + "\n");
            }
            pen.to().flush();
            pace.done(generated);
        }
        pen.to().print(common.json ? JsonText.pretty(documents) : "");
        pace.end();
    }

    private String text() {
        boolean standardInput =
                "-".equals(prompt) || (prompt == null && !session.console().interactive());
        if (!standardInput) {
            return Objects.requireNonNull(prompt == null ? missing() : prompt);
        }
        try {
            return new String(session.console().in().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InputException(
                    "generate.input",
                    "standard input",
                    "it cannot be read: " + Problem.quote(e),
                    "standard input is a prompt",
                    "give the prompt on the command line, or --data with a file");
        }
    }

    private static String missing() {
        throw wrong("no prompt", "attune generate MODEL \"a prompt\", or --data FILE, or - for standard input");
    }

    private void check() {
        if (prompt != null && !data.isEmpty()) {
            throw wrong("a prompt and --data", "give the one or the other");
        }
        if (batch < 1) {
            throw wrong("--batch " + batch, "rows of a batch are at least 1");
        }
    }

    private static InputException wrong(String found, String fix) {
        return new InputException(
                "cli.usage", "attune generate", found, "a prompt is given, or --data, or standard input", fix);
    }
}
