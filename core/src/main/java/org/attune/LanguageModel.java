// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.attune.config.ModelConfig;
import org.attune.data.ReadOptions;
import org.attune.data.Row;
import org.attune.data.Tables;
import org.attune.generate.Generated;
import org.attune.generate.Generator;
import org.attune.generate.Listener;
import org.attune.generate.Prompt;
import org.attune.generate.Sampling;
import org.attune.model.Base;
import org.attune.model.Model;
import org.attune.model.ModelImport;
import org.attune.problem.InputException;
import org.attune.problem.Problems;
import org.attune.task.SavedTask;
import org.attune.tensor.Engine;
import org.attune.tensor.Placement;
import org.attune.tensor.Precision;
import org.attune.tensor.Scope;
import org.attune.tokenizer.chat.ChatColumns;
import org.attune.tokenizer.chat.ChatFormat;
import org.attune.tokenizer.chat.ChatModel;
import org.attune.tokenizer.chat.ChatRow;
import org.attune.tokenizer.chat.Conversation;
import org.attune.tokenizer.chat.PlainText;
import org.attune.tokenizer.chat.PromptCompletion;
import org.attune.tokenizer.chat.PromptEncoder;
import org.attune.tokenizer.chat.QuestionReader;

/**
 * A language model, loaded to write. Prompts are rendered by the template of its training. Open it and close it on the same thread;
 * between, any thread may ask.
 */
public final class LanguageModel implements AutoCloseable {

    private static final long SEED = 13;

    private final Scope scope;
    private final Base base;
    private final Generator generator;
    private final ChatModel chat;
    private final Map<String, String> columns;
    private final Set<Integer> endTokens;
    private final Clock clock;

    private LanguageModel(Scope scope, Base base, Model model, SavedTask saved, Clock clock) {
        this.scope = scope;
        this.base = base;
        this.clock = clock;
        generator = new Generator(model, base.tokenizer());
        chat = base.chat();
        columns = saved.columns();
        endTokens = new PromptEncoder(chat).endTokens();
    }

    /**
     * @param model a run directory, a Hugging Face directory or {@code hf:…}
     * @throws InputException for a model that is no language model, and for everything that is wrong with it
     */
    @SuppressWarnings("MustBeClosedChecker") // closed by close(), or here where opening fails
    public static LanguageModel open(String model) {
        return open(model, Clock.system(ZoneId.systemDefault()));
    }

    /** @param clock what templates are told that the time is */
    @SuppressWarnings("MustBeClosedChecker") // as above
    static LanguageModel open(String model, Clock clock) {
        Engine.setThreads(Engine.allThreads());
        Base base = ModelImport.open(ModelConfig.of(model));
        Scope scope = Scope.open();
        boolean opened = false;
        try {
            SavedTask saved = SavedTask.of(base);
            if (!saved.task().name().equals("causal-lm")) {
                throw classifies(base, saved.task().name());
            }
            Model built = base.build(saved.task().head(), Placement.cpu(Precision.FP32), SEED);
            LanguageModel language = new LanguageModel(scope, base, built, saved, clock);
            opened = true;
            return language;
        } finally {
            if (!opened) {
                scope.close();
                base.close();
            }
        }
    }

    private static InputException classifies(Base base, String task) {
        return new InputException(
                "generate.no-language-model",
                base.description(),
                "a model for " + task,
                "text comes from a language model (causal-lm)",
                "ask it by: attune predict " + base.description());
    }

    public Base base() {
        return base;
    }

    /** Whether prompts are rendered as turns of a conversation. */
    public boolean hasTemplate() {
        return chat.templates() != null;
    }

    /** Tokens that a prompt and what comes after it can have together. */
    public int positions() {
        return generator.positions();
    }

    /** A prompt: the user's turn where the model has a template, otherwise the beginning of a text. */
    public Prompt prompt(String text) {
        return prompt(new PromptCompletion(text, ""), 0, "the prompt");
    }

    /** The beginning of a text, whether the model has a template or not. */
    public Prompt beginning(String text) {
        return prompt(new PlainText(text), 0, "the prompt");
    }

    /** A conversation that has its answer still to come. */
    public Prompt prompt(Conversation conversation, long id) {
        return prompt(conversation, id, "the conversation");
    }

    private Prompt prompt(ChatRow question, long id, String where) {
        return new Prompt(id, encoder(chat).encode(question, where), where);
    }

    /**
     * Rows of files that look as those of the training data, but that answers need not be there, and are left out where they are.
     *
     * @param named columns of the files by part ({@code prompt messages text} …), where they are named otherwise than in training
     */
    public List<Row> read(List<String> files, Map<String, String> named) {
        Set<String> spoken = new TreeSet<>(names(named).values());
        List.of(ChatColumns.Part.values())
                .forEach(part -> spoken.add(ChatColumns.usual().of(part)));
        return Tables.read(files, ReadOptions.auto().withNamed(spoken)).rows();
    }

    /**
     * Prompts of rows.
     *
     * @param named as of {@link #read}
     * @param raw without a template: of prompts with completions only the prompt's own text
     * @throws InputException naming every row that cannot be asked
     */
    public List<Prompt> prompts(List<Row> rows, Map<String, String> named, boolean raw) {
        if (rows.isEmpty()) {
            return List.of();
        }
        ChatColumns own = ChatColumns.of(names(named), "columns");
        Row first = rows.get(0);
        ChatFormat format = ChatFormat.ofQuestions(
                first.values().keySet(), rows.stream().map(Row::values).toList(), own, first.file());
        QuestionReader reader = new QuestionReader(format, own);
        PromptEncoder encoder = encoder(raw ? chat.with(null) : chat);
        Problems problems = new Problems();
        List<Prompt> prompts = new ArrayList<>(rows.size());
        for (Row row : rows) {
            int[] tokens = problems.collect(() -> encoder.encode(reader.read(row.values(), row.where()), row.where()));
            prompts.add(new Prompt(row.id(), tokens == null ? new int[0] : tokens, row.where()));
        }
        problems.throwIfAny();
        generator.check(prompts);
        return prompts;
    }

    /** Templates are told what time it is. */
    private PromptEncoder encoder(ChatModel model) {
        return new PromptEncoder(model, LocalDateTime.now(clock));
    }

    private Map<String, String> names(Map<String, String> named) {
        Map<String, String> names = new LinkedHashMap<>(columns);
        names.keySet().removeIf(part -> part.equals("id") || part.equals("completion") || part.equals("output"));
        names.putAll(named);
        return names;
    }

    /** How the model goes on after a text. */
    public Generated generate(String text, Sampling sampling) {
        return generate(List.of(prompt(text)), sampling, Listener.NONE).get(0);
    }

    /**
     * How the model goes on after each prompt, all of them as one batch; the model's own end tokens end it, too.
     *
     * @throws InputException naming every prompt that is too long
     */
    public List<Generated> generate(List<Prompt> prompts, Sampling sampling, Listener listener) {
        return generator.generate(prompts, sampling.with(sampling.stops().with(endTokens)), listener);
    }

    @Override
    public void close() {
        base.close();
        scope.close();
    }
}
