// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.util.List;
import java.util.Optional;
import org.attune.config.WritingConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a language model is asked on labelled rows; the keys below {@code evaluate} of a recipe. */
final class WritingOptions {

    @Option(names = "--generate", paramLabel = "TOKENS", description = "It writes so many at most for each row.")
    private @Nullable Integer generate;

    @Option(names = "--regex", paramLabel = "REGEX", description = "Looked for in each written text: regex_match.")
    private @Nullable String regex;

    @Option(
            names = "--json-keys",
            split = ",",
            arity = "0..1",
            paramLabel = "KEY",
            description = "Keys that each written text, an object of JSON, has to have: json_valid.")
    private @Nullable List<String> jsonKeys;

    @Option(names = "--number", description = "Each written text has to end in the number of the answer: number_match.")
    private boolean number;

    @Option(names = "--stemming", description = "ROUGE takes English endings off first.")
    private boolean stemming;

    @Option(
            names = "--choices",
            paramLabel = "COLUMN",
            description = "Lists of answers to choose from by their likelihood: acc, acc_norm.")
    private @Nullable String choices;

    /** Empty where nothing was said. */
    Optional<WritingConfig> asked() {
        WritingConfig asked = new WritingConfig(
                Optional.ofNullable(generate),
                Optional.ofNullable(regex),
                Optional.ofNullable(jsonKeys)
                        .map(keys -> keys.stream()
                                .filter(key -> key != null && !key.isBlank())
                                .toList()),
                number,
                stemming,
                Optional.ofNullable(choices));
        return Optional.of(asked).filter(WritingConfig::isAsked);
    }
}
