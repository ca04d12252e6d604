// SPDX-License-Identifier: Apache-2.0
package org.attune.data.inspect;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.attune.problem.InputException;

/**
 * How to look.
 *
 * @param columns role to column, as the user says
 * @param threshold Jaccard similarity from which texts are nearly the same
 * @param temporary a folder for what does not fit into memory
 */
public record InspectOptions(Map<String, String> columns, double threshold, Path temporary, Optional<Tokens> tokens) {

    /**
     * A model's way to count.
     *
     * @param limit tokens that it reads at most, special ones included
     * @param count tokens of a text, special ones included
     * @param sample how many rows are counted
     */
    public record Tokens(String model, int limit, ToIntFunction<String> count, int sample) {}

    public InspectOptions {
        columns = Map.copyOf(columns);
        if (!(threshold > 0 && threshold <= 1)) {
            throw new InputException(
                    "data.threshold",
                    "--near-duplicates",
                    String.valueOf(threshold),
                    "a similarity is above 0 and at most 1",
                    "0.7 finds sentences with a few changed words");
        }
    }
}
