// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.problem.Similar;
import org.jspecify.annotations.Nullable;

/**
 * How files are to be read.
 *
 * @param delimiter null: by content
 * @param quote null: by content; {@link #NO_QUOTE}: quotes are ordinary characters
 * @param named columns that the user speaks of: a first record that has one of them is a header
 * @param beside the folder of the recipe, for a hint where a path exists only there
 */
public record ReadOptions(
        Format format,
        @Nullable Character delimiter,
        @Nullable Character quote,
        Header header,
        Set<String> named,
        @Nullable Path beside) {

    public static final char NO_QUOTE = '\0';

    public static ReadOptions auto() {
        return new ReadOptions(Format.AUTO, null, null, Header.AUTO, Set.of(), null);
    }

    /**
     * From the words of a recipe: {@code data.format data.delimiter data.quote data.header}, each {@code auto} or a value.
     *
     * @throws InputException naming every key whose word is not known
     */
    public static ReadOptions parse(String format, String delimiter, String quote, String header) {
        Problems problems = new Problems();
        Format readFormat = format(format, problems);
        Character readDelimiter = character("data.delimiter", delimiter, List.of("auto", "tab"), problems);
        Character readQuote = character("data.quote", quote, List.of("auto", "none"), problems);
        Header readHeader = switch (header.toLowerCase(Locale.ROOT)) {
            case "auto" -> Header.AUTO;
            case "true", "yes", "present" -> Header.PRESENT;
            case "false", "no", "none", "absent" -> Header.ABSENT;
            default -> {
                unknown("data.header", header, "auto, true or false", problems);
                yield Header.AUTO;
            }
        };
        if (readDelimiter != null && readDelimiter.equals(readQuote)) {
            unknown("data.quote", quote, "another character than data.delimiter", problems);
        }
        problems.throwIfAny();
        return new ReadOptions(readFormat, readDelimiter, readQuote, readHeader, Set.of(), null);
    }

    public ReadOptions withNamed(Set<String> columns) {
        return new ReadOptions(format, delimiter, quote, header, Set.copyOf(columns), beside);
    }

    public ReadOptions withBeside(@Nullable Path recipeFolder) {
        return new ReadOptions(format, delimiter, quote, header, named, recipeFolder);
    }

    private static Format format(String word, Problems problems) {
        for (Format format : Format.values()) {
            if (format.word().equals(word.toLowerCase(Locale.ROOT))) {
                return format;
            }
        }
        List<String> known = Arrays.stream(Format.values()).map(Format::word).toList();
        problems.add(
                "recipe.value",
                "data.format",
                Problem.quote(word),
                "one of: " + String.join(", ", known),
                Similar.hint(word, known));
        return Format.AUTO;
    }

    private static @Nullable Character character(String key, String word, List<String> words, Problems problems) {
        return switch (word) {
            case "auto" -> null;
            case "tab", "\\t" -> '\t';
            case "none" -> {
                if (!words.contains(word)) {
                    unknown(key, word, "auto, tab or one character", problems);
                }
                yield NO_QUOTE;
            }
            default -> {
                if (word.length() != 1 || word.charAt(0) == '\n' || word.charAt(0) == '\r' || word.charAt(0) == 0) {
                    unknown(key, word, String.join(", ", words) + " or one character", problems);
                    yield null;
                }
                yield word.charAt(0);
            }
        };
    }

    private static void unknown(String key, String word, String rule, Problems problems) {
        problems.add("recipe.value", key, Problem.quote(word), rule, "leave the key out to have it decided by content");
    }
}
