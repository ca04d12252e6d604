// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Ranks and alphas of layers by regular expressions for their names, or for the end of these behind a dot; the first that fits counts
 * (PEFT's {@code rank_pattern} and {@code alpha_pattern}).
 */
public record PartPatterns(Map<String, Integer> ranks, Map<String, Double> alphas) {

    public static final PartPatterns NONE = new PartPatterns(Map.of(), Map.of());

    public PartPatterns {
        ranks = Collections.unmodifiableMap(new LinkedHashMap<>(ranks));
        alphas = Collections.unmodifiableMap(new LinkedHashMap<>(alphas));
    }

    /** What is wrong with a regular expression; empty for nothing. */
    public static Optional<String> wrong(String pattern) {
        try {
            return compiled(pattern).flags() == 0 ? Optional.empty() : Optional.of("flags");
        } catch (PatternSyntaxException e) {
            return Optional.of(e.getDescription());
        }
    }

    /** The part of a layer, {@code named} as the patterns name it. */
    public Adapter.Part part(String layer, String named, Adapter.Form form) {
        return new Adapter.Part(
                layer,
                first(ranks, named).orElse(form.rank()),
                first(alphas, named).orElse(form.alpha()));
    }

    /** Patterns that fit none of these names. */
    public List<String> unmatched(Collection<String> layers) {
        return Stream.concat(ranks.keySet().stream(), alphas.keySet().stream())
                .distinct()
                .filter(pattern -> layers.stream().noneMatch(layer -> fits(pattern, layer)))
                .toList();
    }

    private static <T> Optional<T> first(Map<String, T> values, String layer) {
        return values.entrySet().stream()
                .filter(entry -> fits(entry.getKey(), layer))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean fits(String pattern, String layer) {
        return compiled(pattern).matcher(layer).matches();
    }

    private static Pattern compiled(String pattern) {
        return Pattern.compile("(.*\\.)?(" + pattern + ")");
    }
}
