// SPDX-License-Identifier: Apache-2.0
package org.attune.generate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.attune.config.Rules;

/**
 * What ends a text before its greatest length.
 *
 * @param tokens ids of which the first one ends the text; it has no text itself
 * @param texts of which the first one ends the text, wherever its tokens begin; it is cut off
 */
public record Stops(Set<Integer> tokens, List<String> texts) {

    public static final Stops NONE = new Stops(Set.of(), List.of());

    public Stops {
        tokens = Set.copyOf(tokens);
        texts = List.copyOf(texts);
        Rules.of("")
                .that(texts.stream().noneMatch(String::isEmpty), "stop", "text that is not empty", "")
                .check();
    }

    /** With more tokens. */
    public Stops with(Set<Integer> more) {
        Set<Integer> all = new HashSet<>(tokens);
        all.addAll(more);
        return new Stops(all, texts);
    }
}
