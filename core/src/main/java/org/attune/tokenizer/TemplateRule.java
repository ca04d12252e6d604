// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The keys of post-processors that place special tokens. Ids are compared with the vocabulary by {@link TokenizerRules}. */
final class TemplateRule {

    private static final int LONGEST_TOKEN = 1000;
    private static final int MOST_PARTS = 32;
    private static final int LARGEST_TYPE = 15;

    private TemplateRule() {}

    /** {@code ["[SEP]", 102]}. */
    static void pair(Place value) {
        if (!value.node().isArray() || value.node().size() != 2) {
            value.bad("a token and its id");
            return;
        }
        Rule.text(1, LONGEST_TOKEN).check(value.at(0));
        Rule.whole(0, VocabularyRule.LARGEST_ID).check(value.at(1));
    }

    static void single(Place parts) {
        int contents = contents(parts);
        if (contents != 1) {
            parts.bad("a template of one text, A");
        }
    }

    static void both(Place parts) {
        int contents = contents(parts);
        if (contents != 3) {
            parts.bad("a template of two texts, A and B, each once");
        }
    }

    /** 1 for A, 2 for B, summed; far from both where the parts are wrong. */
    private static int contents(Place parts) {
        if (!parts.node().isArray() || parts.node().size() > MOST_PARTS) {
            parts.bad("a list of at most " + MOST_PARTS + " entries");
            return -1;
        }
        int contents = 0;
        for (Place part : parts.elements()) {
            Place sequence = part.at("Sequence");
            Place special = part.at("SpecialToken");
            if (sequence.isAbsent() == special.isAbsent()) {
                part.bad("either a Sequence or a SpecialToken");
            } else if (special.isAbsent()) {
                Rule.oneOf("A", "B").check(sequence.at("id"));
                Rule.whole(0, LARGEST_TYPE).check(sequence.at("type_id"));
                int number = sequence.at("id").text().equals("B") ? 2 : 1;
                contents = (contents & number) == 0 ? contents + number : 99;
            } else {
                Rule.text(1, LONGEST_TOKEN).check(special.at("id"));
                Rule.whole(0, LARGEST_TYPE).check(special.at("type_id"));
            }
        }
        return contents;
    }

    /** {@code {"[SEP]": {"id": "[SEP]", "ids": [102], "tokens": ["[SEP]"]}}}. */
    static void tokens(Place tokens) {
        if (!tokens.node().isObject()) {
            tokens.bad("an object of special tokens");
            return;
        }
        for (Map.Entry<String, JsonNode> entry : tokens.node().properties()) {
            Place token = tokens.at(entry.getKey());
            Place ids = token.at("ids");
            if (!ids.node().isArray()
                    || ids.node().isEmpty()
                    || ids.node().size() > MOST_PARTS
                    || ids.node().size() != token.at("tokens").node().size()) {
                ids.bad("one id for each token");
                continue;
            }
            ids.elements().forEach(Rule.whole(0, VocabularyRule.LARGEST_ID)::check);
            token.at("tokens").elements().forEach(Rule.text(1, LONGEST_TOKEN)::check);
        }
    }
}
