// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.List;
import java.util.stream.Stream;

/**
 * Tokens that the model's vocabulary gets: {@code model.new_tokens} and {@code model.new_special_tokens}.
 *
 * @param plain found wherever a text has them
 * @param special written by templates alone: a row's text never becomes one
 */
public record NewTokens(List<String> plain, List<String> special) {

    public static final NewTokens NONE = new NewTokens(List.of(), List.of());

    private static final int MOST = 10_000;
    private static final int LONGEST = 1000;

    public NewTokens {
        plain = List.copyOf(plain);
        special = List.copyOf(special);
        Rules rules = Rules.of("model");
        check(rules, "new_tokens", plain);
        check(rules, "new_special_tokens", special);
        rules.that(
                        plain.stream().noneMatch(special::contains),
                        "new_special_tokens",
                        "none of new_tokens: a token is special or not",
                        special)
                .check();
    }

    private static void check(Rules rules, String key, List<String> tokens) {
        rules.that(
                tokens.size() <= MOST
                        && tokens.stream().distinct().count() == tokens.size()
                        && tokens.stream().noneMatch(token -> token.isBlank() || token.length() > LONGEST),
                key,
                "at most " + MOST + " texts of 1 to " + LONGEST + " characters, each once",
                tokens);
    }

    public boolean isEmpty() {
        return plain.isEmpty() && special.isEmpty();
    }

    /** All of them, in the order in which they get their numbers. */
    public List<String> all() {
        return Stream.concat(plain.stream(), special.stream()).toList();
    }

    static NewTokens bind(Section section) {
        List<String> plain = section.texts("new_tokens", List.of());
        List<String> special = section.texts("new_special_tokens", List.of());
        return section.build(() -> new NewTokens(plain, special), NONE);
    }
}
