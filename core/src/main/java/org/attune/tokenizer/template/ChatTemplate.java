// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.attune.problem.InputException;

/**
 * A model's chat template, read once and rendered as often as wanted, by any thread: the same text as transformers'
 * {@code apply_chat_template} gives, or a problem. Training and serving both render by this class.
 *
 * <p>Codes of problems: {@code template.syntax} and {@code template.unsupported} when it is read (the latter also while
 * rendering, where only values show what cannot be rendered exactly), {@code template.raised} (the template called
 * {@code raise_exception}), {@code template.error} (where Python raises too), {@code template.forbidden} (the sandbox),
 * {@code template.limit} (depth, work, sizes).
 */
public final class ChatTemplate {

    /** The longest template in the field has a fiftieth of it. */
    private static final int LONGEST = 1_000_000;

    private final Source source;
    private final List<Statement> statements;

    private ChatTemplate(Source source, List<Statement> statements) {
        this.source = source;
        this.statements = statements;
    }

    /**
     * Reads a template.
     *
     * @param where its name in messages, usually of its file
     * @throws InputException with line and column, where it is no template or needs what is not supported
     */
    public static ChatTemplate parse(String text, String where) {
        Source source = Source.of(where, text);
        try {
            if (text.length() > LONGEST) {
                throw new SyntaxFailure(Failure.limit("a template of more than " + LONGEST + " characters"), 0);
            }
            return new ChatTemplate(source, StatementParser.template(source));
        } catch (SyntaxFailure e) {
            throw new InputException(List.of(source.problem(e.failure(), e.at())));
        }
    }

    /**
     * Renders messages.
     *
     * @param variables what JSON has: strings, numbers, booleans, null, lists and maps by strings. {@code messages},
     *     {@code tools}, {@code documents} and {@code add_generation_prompt} are always there in transformers (null, false)
     * @param now what {@code strftime_now} tells: an argument, so that output can be repeated
     * @throws InputException where the template fails on these messages
     */
    public Rendered render(Map<String, ?> variables, LocalDateTime now) {
        Budget budget = new Budget();
        Output output = new Output(budget);
        Interpreter interpreter = new Interpreter(budget, output);
        try {
            Map<String, Object> values = new HashMap<>(Globals.of(budget, now));
            values.putAll(new Variables(budget).of(variables));
            interpreter.execute(statements, Scope.root(values));
            return output.rendered();
        } catch (Failure e) {
            throw new InputException(
                    List.of(source.problem(e, interpreter.evaluator().at())));
        }
    }
}
