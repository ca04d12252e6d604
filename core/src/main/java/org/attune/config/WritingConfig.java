// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What is asked of a language model on held-out rows, before and after.
 *
 * @param generate tokens that it writes at most for each row; empty: it does not write
 * @param regex is looked for in what it writes
 * @param jsonKeys that what it writes has to have, as an object of JSON
 * @param number whether what it writes has to end in the number of the true answer, also where answers do not look as if they asked that
 * @param stemming whether ROUGE takes English endings off first
 * @param choices the column of answers to choose from by their likelihood; empty: none
 */
public record WritingConfig(
        Optional<Integer> generate,
        Optional<String> regex,
        Optional<List<String>> jsonKeys,
        boolean number,
        boolean stemming,
        Optional<String> choices) {

    public static final WritingConfig NONE =
            new WritingConfig(Optional.empty(), Optional.empty(), Optional.empty(), false, false, Optional.empty());

    public WritingConfig {
        jsonKeys = jsonKeys.map(List::copyOf);
        boolean checks = regex.isPresent() || jsonKeys.isPresent() || number || stemming;
        Rules.of("evaluate")
                .atLeast("generate", generate.orElse(1), 1)
                .that(
                        generate.isPresent() || !checks,
                        "generate",
                        "given with regex, json_keys, number and stemming",
                        "none",
                        "say how much is written: evaluate.generate: 128")
                .that(
                        wrong(regex.orElse("")).isEmpty(),
                        "regex",
                        "a regular expression (" + wrong(regex.orElse("")).orElse("") + ")",
                        regex.orElse(""))
                .notBlank("choices", choices.orElse("none"))
                .check();
    }

    /** Whether anything is asked. */
    public boolean isAsked() {
        return generate.isPresent() || choices.isPresent();
    }

    private static Optional<String> wrong(String regex) {
        try {
            return Pattern.compile(regex).flags() == 0 ? Optional.empty() : Optional.of("flags");
        } catch (PatternSyntaxException e) {
            return Optional.of(e.getDescription());
        }
    }

    /** Keys that are not there are not in the resolved recipe, but for {@code generate}. */
    static WritingConfig bind(Section section) {
        Optional<Integer> generate = section.optional("generate", Kinds.WHOLE, "none");
        Optional<String> regex = section.present("regex", Kinds.TEXT);
        Optional<List<String>> jsonKeys = section.present("json_keys", Kinds.TEXTS);
        boolean number = section.present("number", Kinds.FLAG).orElse(false);
        boolean stemming = section.present("stemming", Kinds.FLAG).orElse(false);
        Optional<String> choices = section.present("choices", Kinds.TEXT);
        return section.build(() -> new WritingConfig(generate, regex, jsonKeys, number, stemming, choices), NONE);
    }
}
