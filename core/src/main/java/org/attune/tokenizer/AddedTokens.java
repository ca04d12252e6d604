// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds special tokens in a text as the Rust library does: the leftmost added token wins, of several at one place the
 * longest, and what is found does not overlap.
 */
final class AddedTokens {

    /** A special token in a text, from one UTF-16 unit to another. */
    record Found(String token, int from, int to) {}

    private static final Set<Integer> NONE = Set.of();

    private final Set<String> special;
    private final Set<String> all;
    private final Map<Character, Set<Integer>> lengths = new HashMap<>();

    /** @param others added tokens that are not special: where they match, no special token can */
    AddedTokens(Set<String> special, Collection<String> others) {
        this.special = special;
        all = new HashSet<>(special);
        all.addAll(others);
        for (String token : all) {
            lengths.computeIfAbsent(token.charAt(0), first -> new TreeSet<>(Comparator.reverseOrder()))
                    .add(token.length());
        }
    }

    /** @param literal the units that no special token may touch */
    List<Found> in(String text, BitSet literal) {
        List<Found> found = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            String token = longest(text, at, literal);
            if (special.contains(token)) {
                found.add(new Found(token, at, at + token.length()));
            }
            at += Math.max(1, token.length());
        }
        return found;
    }

    /** The longest token at a place; empty where there is none. */
    private String longest(String text, int at, BitSet literal) {
        for (int length : lengths.getOrDefault(text.charAt(at), NONE)) {
            if (at + length > text.length()) {
                continue;
            }
            String candidate = text.substring(at, at + length);
            boolean touches =
                    special.contains(candidate) && literal.get(at, at + length).cardinality() > 0;
            if (all.contains(candidate) && !touches) {
                return candidate;
            }
        }
        return "";
    }
}
