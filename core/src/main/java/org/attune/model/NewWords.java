// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.attune.config.NewTokens;
import org.attune.problem.InputException;
import org.attune.tokenizer.TextTokenizer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tokens that a base has and its checkpoint has not.
 *
 * @param tokens as they were asked for
 * @param first the number of the first one that is new to the vocabulary
 * @param count of those that are new, numbered without a gap
 */
public record NewWords(NewTokens tokens, int first, int count) {

    static final NewWords NONE = new NewWords(NewTokens.NONE, 0, 0);

    private static final String VOCABULARY = "vocab_size";

    /** Their numbers. */
    public List<Integer> numbers() {
        return IntStream.range(first, first + count).boxed().toList();
    }

    /**
     * A base with these tokens: it takes the place of the given one, which is closed where something is wrong.
     *
     * @throws InputException for a model of images, and where the tokens do not fit
     */
    static Base on(Base base, NewTokens tokens) {
        if (tokens.isEmpty()) {
            return base;
        }
        boolean complete = false;
        TextTokenizer before = null;
        try {
            before = base.tokenizer();
            Base grown = grown(base, before, before.with(tokens), tokens);
            complete = true;
            return grown;
        } finally {
            if (!complete) {
                base.close();
            } else if (before != null) {
                before.close();
            }
        }
    }

    private static Base grown(Base base, TextTokenizer before, TextTokenizer after, NewTokens tokens) {
        NewWords words =
                new NewWords(tokens, before.vocabularySize(), after.vocabularySize() - before.vocabularySize());
        ObjectNode json = base.config().json();
        json.put(VOCABULARY, Math.max(base.config().sizes().vocabulary(), after.vocabularySize()));
        return new Base(
                base.description(),
                ArchitectureConfig.of(json, base.description()),
                after,
                new GrownCheckpoint(base.checkpoint(), words.tables(base), words.first(), words.count()),
                base.folder(),
                base.adapter(),
                words);
    }

    /** What the checkpoint calls the tensors with a row for each word. */
    private Set<String> tables(Base base) {
        Blueprint blueprint = base.config().blueprint();
        Map<String, String> stored = StoredNames.of(base.checkpoint().tensors().keySet(), blueprint);
        Set<String> tables = new HashSet<>();
        for (String name : List.of(blueprint.names().words(), "lm_head.weight", "lm_head.bias")) {
            if (stored.containsKey(name)) {
                tables.add(stored.get(name));
            }
        }
        return tables;
    }
}
