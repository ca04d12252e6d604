// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which columns of the data are what: the same words for training data and for new data. */
final class ColumnOptions {

    @Option(names = "--text", paramLabel = "COLUMN", description = "Name, or 0-based position, of the texts' column.")
    @Nullable
    String text;

    @Option(names = "--text-pair", paramLabel = "COLUMN", description = "The column of the second texts of pairs.")
    @Nullable
    String textPair;

    @Option(names = "--label", paramLabel = "COLUMN", description = "The column of the labels.")
    @Nullable
    String label;

    @Option(names = "--tokens", paramLabel = "COLUMN", description = "The column of the words, for tags of words.")
    @Nullable
    String tokens;

    @Option(names = "--tags", paramLabel = "COLUMN", description = "The column of the words' tags.")
    @Nullable
    String tags;

    @Option(names = "--image", paramLabel = "COLUMN", description = "The column of paths of images.")
    @Nullable
    String image;

    @Option(names = "--messages", paramLabel = "COLUMN", description = "The column of conversations.")
    @Nullable
    String messages;

    @Option(names = "--prompt", paramLabel = "COLUMN", description = "The column of what is said before a completion.")
    @Nullable
    String prompt;

    @Option(names = "--completion", paramLabel = "COLUMN", description = "The column of what is to be written.")
    @Nullable
    String completion;

    /** Whether a column was named that says what is true. */
    boolean hasTruth() {
        return label != null || tags != null || completion != null;
    }

    /** As {@link #byRole}, without what says what is true. */
    Map<String, String> ofInputs() {
        Map<String, String> inputs = new LinkedHashMap<>(byRole());
        inputs.keySet().removeAll(List.of("label", "tags", "completion"));
        return Collections.unmodifiableMap(inputs);
    }

    /** What was said, by the recipe's name of the role. */
    Map<String, String> byRole() {
        Map<String, @Nullable String> all = new LinkedHashMap<>();
        all.put("text", text);
        all.put("text_pair", textPair);
        all.put("label", label);
        all.put("tokens", tokens);
        all.put("tags", tags);
        all.put("image", image);
        all.put("messages", messages);
        all.put("prompt", prompt);
        all.put("completion", completion);
        Map<String, String> said = new LinkedHashMap<>();
        all.forEach((role, column) -> {
            if (column != null) {
                said.put(role, column);
            }
        });
        return Collections.unmodifiableMap(said);
    }
}
