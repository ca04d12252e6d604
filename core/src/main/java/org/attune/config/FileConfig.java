// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.Optional;

/**
 * How data files are written; what is empty is guessed from the file.
 *
 * @param delimiter of csv, one character
 * @param quote of csv, one character, or NO_QUOTE
 * @param header whether the first row names the columns
 */
public record FileConfig(Format format, Optional<String> delimiter, Optional<String> quote, Optional<Boolean> header) {

    public static final FileConfig DEFAULT =
            new FileConfig(Format.AUTO, Optional.empty(), Optional.empty(), Optional.empty());

    /** The quote of files in which no character quotes. */
    public static final String NO_QUOTE = "none";

    public enum Format {
        AUTO,
        CSV,
        TSV,
        JSON,
        JSONL,
        PARQUET,
        CONLL
    }

    public FileConfig {
        String between = delimiter.orElse(",");
        String around = quote.orElse(NO_QUOTE);
        Rules.of("data")
                .that(isOne(between), "delimiter", "one character", between, "write \",\", \";\" or \"\\t\"")
                .that(isOne(around) || around.equals(NO_QUOTE), "quote", "one character or none", around)
                .that(!around.equals(between), "quote", "another character than delimiter", around)
                .check();
    }

    static FileConfig bind(Section data) {
        Format format = data.choice("format", Format.AUTO);
        // \t in single quotes or on a command line arrives as two characters
        Optional<String> delimiter =
                data.optional("delimiter", Kinds.TEXT, "auto").map(text -> text.equals("\\t") ? "\t" : text);
        Optional<String> quote = data.optional("quote", Kinds.TEXT, "auto");
        Optional<Boolean> header = data.optional("header", Kinds.FLAG, "auto");
        return data.build(() -> new FileConfig(format, delimiter, quote, header), DEFAULT);
    }

    private static boolean isOne(String text) {
        return text.codePointCount(0, text.length()) == 1 && !text.equals("\n") && !text.equals("\r");
    }
}
