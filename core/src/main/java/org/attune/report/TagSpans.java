// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Entities in a row of BIO or BIOES tags: an I without its B begins an entity, as in the evaluation of CoNLL. */
final class TagSpans {

    /** Tokens from {@code begin} (inclusive) to {@code end} (exclusive). */
    record Span(String type, int begin, int end) {}

    private TagSpans() {}

    static Set<Span> of(List<String> tags) {
        Set<Span> spans = new LinkedHashSet<>();
        int begin = -1;
        String type = "";
        for (int i = 0; i <= tags.size(); i++) {
            String tag = i < tags.size() ? tags.get(i) : "O";
            boolean inside = !tag.equals("O") && !tag.isEmpty();
            String kind = inside ? type(tag) : "";
            boolean goesOn = begin >= 0 && inside && kind.equals(type) && !starts(tag) && !ends(tags.get(i - 1));
            if (begin >= 0 && !goesOn) {
                spans.add(new Span(type, begin, i));
                begin = -1;
            }
            if (inside && begin < 0) {
                begin = i;
                type = kind;
            }
        }
        return spans;
    }

    /** Entities that are missing or too much. */
    static int disagreements(PredictionRow row) {
        Set<Span> truth = of(row.label().names());
        Set<Span> said = of(row.prediction().names());
        List<Span> both = new ArrayList<>(truth);
        both.retainAll(said);
        return truth.size() + said.size() - 2 * both.size();
    }

    private static boolean starts(String tag) {
        return tag.startsWith("B-") || tag.startsWith("S-");
    }

    private static boolean ends(String tag) {
        return tag.startsWith("E-") || tag.startsWith("S-");
    }

    private static String type(String tag) {
        return tag.length() > 2 && tag.charAt(1) == '-' ? tag.substring(2) : tag;
    }
}
