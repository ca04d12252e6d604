// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.List;
import java.util.regex.Pattern;
import org.attune.config.WritingConfig;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of generated texts beyond the usual metrics.
 *
 * @param stemming whether ROUGE takes English endings off first; the usual values are without
 * @param number number_match: whether it is asked although not all references look like answers to an arithmetic problem
 * @param pattern regex_match: the share of texts in which it is found (anchor it with {@code ^} and {@code $}); null for none
 * @param keys json_valid: keys that each text's object has to have; null to ask only where all references are JSON themselves
 */
public record TextChecks(
        boolean stemming,
        boolean number,
        @Nullable Pattern pattern,
        @Nullable List<String> keys) {

    public static final TextChecks NONE = new TextChecks(false, false, null, null);

    public TextChecks {
        keys = keys == null ? null : List.copyOf(keys);
    }

    /** As a recipe asks for them. */
    static TextChecks of(WritingConfig asked) {
        return new TextChecks(
                asked.stemming(),
                asked.number(),
                asked.regex().map(Pattern::compile).orElse(null),
                asked.jsonKeys().orElse(null));
    }
}
