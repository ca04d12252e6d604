// SPDX-License-Identifier: Apache-2.0
package org.attune.data.inspect;

import java.util.List;

/**
 * Something about the data that a person should know.
 *
 * @param code stable, {@code near-duplicate}
 * @param count rows, or whatever {@code text} counts
 * @param text a sentence
 * @param examples the first few
 * @param command what mends it, a command that exists or a change by hand
 */
public record Finding(String code, Severity severity, long count, String text, List<Example> examples, String command) {

    /**
     * A row that shows it.
     *
     * @param where file and line
     * @param excerpt of the text, or what was found in it
     */
    public record Example(String where, String excerpt) {}

    public Finding {
        examples = List.copyOf(examples);
    }
}
