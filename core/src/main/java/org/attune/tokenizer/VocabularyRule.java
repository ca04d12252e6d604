// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.attune.problem.Problem;
import tools.jackson.databind.JsonNode;

/** The tokens and ids of a model: unique, bounded, dense. */
final class VocabularyRule {

    static final int LARGEST_ID = 9_999_999;
    static final int LONGEST_TOKEN = 10_000;

    private VocabularyRule() {}

    /** {@code {"token": id}}. */
    static void ofIds(Place vocabulary) {
        if (!vocabulary.node().isObject() || vocabulary.node().isEmpty()) {
            vocabulary.bad("an object of at least one token and its id");
            return;
        }
        BitSet taken = new BitSet();
        for (Map.Entry<String, JsonNode> entry : vocabulary.node().properties()) {
            // A Place per token is made only for the wrong ones: vocabularies have hundreds of thousands.
            JsonNode id = entry.getValue();
            boolean sound = id.isIntegralNumber() && id.canConvertToInt() && isId(id.intValue());
            if (!sound || taken.get(id.intValue())) {
                Place at =
                        new Place(vocabulary.path() + "." + Problem.quote(entry.getKey()), id, vocabulary.problems());
                at.bad(sound ? "an id that no other token has" : "a whole number from 0 to " + LARGEST_ID);
            } else {
                taken.set(id.intValue());
            }
            checkToken(vocabulary, entry.getKey());
        }
        if (taken.length() > 2 * taken.cardinality() + 1024) {
            vocabulary.bad(
                    taken.cardinality() + " tokens with ids up to " + (taken.length() - 1),
                    "at least half of the ids up to the largest are used");
        }
    }

    /** {@code [["piece", score], ...]}. */
    static void ofScores(Place vocabulary) {
        if (!vocabulary.node().isArray()
                || vocabulary.node().isEmpty()
                || vocabulary.node().size() > LARGEST_ID) {
            vocabulary.bad("a list of at least one piece and its score");
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < vocabulary.node().size(); i++) {
            JsonNode entry = vocabulary.node().path(i);
            boolean sound = entry.size() == 2
                    && entry.path(0).isString()
                    && entry.path(1).isNumber()
                    && Math.abs(entry.path(1).doubleValue()) < 1e6;
            if (!sound || !seen.add(entry.path(0).stringValue())) {
                vocabulary
                        .at(i)
                        .bad(entry.toString(), "a piece that stands nowhere else and its score, a finite number");
            } else {
                checkToken(vocabulary, entry.path(0).stringValue());
            }
        }
    }

    private static void checkToken(Place vocabulary, String token) {
        if (token.length() > LONGEST_TOKEN || !Unicode.isWellFormed(token)) {
            vocabulary.bad(
                    Problem.quote(token),
                    "tokens of at most " + LONGEST_TOKEN + " characters without half of a surrogate pair");
        }
    }

    private static boolean isId(int id) {
        return id >= 0 && id <= LARGEST_ID;
    }
}
