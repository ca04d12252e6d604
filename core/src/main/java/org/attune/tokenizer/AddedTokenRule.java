// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tokens that were added to the model's vocabulary. */
final class AddedTokenRule {

    /** Adding a token compares it with all that were added before; beyond this, opening takes minutes. */
    private static final int MOST = 20_000;

    private static final int LONGEST = 1000;
    private static final List<String> FLAGS = List.of("single_word", "lstrip", "rstrip", "normalized", "special");

    private AddedTokenRule() {}

    static void check(Place added) {
        if (added.isAbsent()) {
            return;
        }
        if (!added.node().isArray() || added.node().size() > MOST) {
            added.bad("a list of at most " + MOST + " tokens");
            return;
        }
        for (Place token : added.elements()) {
            Rule.text(1, LONGEST).check(token.at("content"));
            Rule.whole(0, VocabularyRule.LARGEST_ID).check(token.at("id"));
            FLAGS.forEach(flag -> Rule.bool().check(token.at(flag)));
        }
    }

    /**
     * The library ignores the ids that stand in the file: a token of the model keeps its id, every other gets the next
     * free one. Where that differs from the file, the file's ids would be silently wrong.
     */
    static void checkIds(Place added, Map<String, Integer> model) {
        Map<String, Integer> given = new HashMap<>();
        int largest = -1;
        for (Place token : added.elements()) {
            String content = token.at("content").text();
            Integer own = model.get(content);
            int id = own != null ? own : Math.max(largest + 1, model.size());
            if (given.put(content, id) != null) {
                token.at("content").bad("a token that is added once");
            } else if (token.at("id").node().intValue() != id) {
                token.at("id").bad("the id that the tokenizers library gives this token, " + id);
            }
            largest = Math.max(largest, id);
        }
    }
}
