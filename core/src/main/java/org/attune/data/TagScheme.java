// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How tags mark spans. */
public enum TagScheme {
    /** B- begins a span, I- goes on (also called IOB2). */
    BIO,
    /** I- begins a span too; B- only where it follows another of the same type. */
    IOB1,
    /** B- I- E- and S- for a span of one token, also written B- I- L- U-. */
    BIOES,
    /** Tags of single tokens, such as parts of speech. */
    PLAIN;

    private static final int MOST_EXAMPLES = 5;

    /**
     * What the tags of a data set look like.
     *
     * @param counts by tag
     * @param spans after the scheme, a wrong beginning counted as a beginning
     * @param invalid tags that cannot stand where they stand, with the first ones as {@code file:line token 3: …}
     */
    public record Report(TagScheme scheme, Map<String, Long> counts, long spans, long invalid, List<String> examples) {}

    /** Decides the scheme by the prefixes, and for B- and I- by which rule fits, then counts. */
    public static Report report(List<Row> rows, List<Tagged> sentences) {
        Map<String, Long> counts = new TreeMap<>();
        sentences.forEach(s -> s.tags().forEach(t -> counts.merge(t, 1L, Long::sum)));
        if (!counts.keySet().stream().allMatch(t -> t.equals("O") || t.matches("[BIESLU]-.+"))
                || counts.keySet().stream().allMatch("O"::equals)) {
            return new Report(PLAIN, counts, 0, 0, List.of());
        }
        if (counts.keySet().stream().anyMatch(t -> t.matches("[ESLU]-.+"))) {
            return count(BIOES, counts, rows, sentences);
        }
        Report bio = count(BIO, counts, rows, sentences);
        if (bio.invalid > 0) {
            Report iob1 = count(IOB1, counts, rows, sentences);
            return iob1.invalid == 0 ? iob1 : bio;
        }
        return bio;
    }

    private static Report count(TagScheme scheme, Map<String, Long> counts, List<Row> rows, List<Tagged> sentences) {
        long spans = 0;
        List<String> examples = new ArrayList<>();
        Map<Boolean, Long> wrong = new HashMap<>();
        for (int i = 0; i < sentences.size(); i++) {
            List<String> tags = sentences.get(i).tags();
            String before = "O";
            for (int t = 0; t <= tags.size(); t++) {
                String tag = t < tags.size() ? tags.get(t) : "O";
                if (!scheme.follows(before, tag)) {
                    wrong.merge(true, 1L, Long::sum);
                    if (examples.size() < MOST_EXAMPLES) {
                        examples.add(rows.get(i).where() + " token " + t + ": " + (t < tags.size() ? tag : "the end")
                                + " after " + before);
                    }
                }
                spans += scheme.begins(before, tag) ? 1 : 0;
                before = tag;
            }
        }
        return new Report(scheme, counts, spans, wrong.getOrDefault(true, 0L), examples);
    }

    private boolean follows(String before, String tag) {
        boolean same = type(before).equals(type(tag));
        char p = before.charAt(0);
        char q = tag.charAt(0);
        boolean inside = q == 'I' || q == 'E' || q == 'L';
        return switch (this) {
            case BIO -> q != 'I' || same;
            case IOB1 -> q != 'B' || same;
            case BIOES -> (p == 'B' || p == 'I') ? inside && same : !inside;
            case PLAIN -> true;
        };
    }

    private boolean begins(String before, String tag) {
        char q = tag.charAt(0);
        return q == 'B' || q == 'S' || q == 'U' || (q != 'O' && !type(before).equals(type(tag)));
    }

    private static String type(String tag) {
        return tag.length() > 2 ? tag.substring(2) : "";
    }
}
