// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.util.ArrayList;
import java.util.List;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Added tokens that are looked for in the normalized text must have a normalized text of their own: an empty one matches
 * everywhere, and the native side ends the process at it. What a normalizer leaves of a token is asked of the native side,
 * in a tokenizer that has nothing but the normalizer.
 */
final class NormalizedTokens {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private NormalizedTokens() {}

    /** @param json the tokenizer.json that the native side gets, with its added tokens and its normalizer */
    static void check(ObjectNode json) {
        List<String> tokens = new ArrayList<>();
        for (JsonNode token : json.path("added_tokens")) {
            if (token.path("normalized").asBoolean(false)) {
                tokens.add(token.path("content").asString(""));
            }
        }
        if (tokens.isEmpty() || !json.path("normalizer").isObject()) {
            return;
        }
        Problems problems = new Problems();
        try (NativeTokenizer bare = new NativeTokenizer(bare(json.path("normalizer")))) {
            for (String token : tokens) {
                if (bare.text(token).length() == 0) {
                    problems.add(
                            "tokenizer.invalid",
                            TokenizerJson.NAME + " at added_tokens",
                            "a normalizer that leaves nothing of " + Problem.quote(token),
                            "a token that is looked for in the normalized text has one of its own",
                            "get the file again from where the model came from, or use another tokenizer");
                }
            }
        }
        problems.throwIfAny();
    }

    private static String bare(JsonNode normalizer) {
        ObjectNode bare = NODES.objectNode().put("version", "1.0");
        bare.putArray("added_tokens");
        bare.set("normalizer", normalizer);
        ObjectNode model = bare.putObject("model").put("type", "WordLevel").put("unk_token", "?");
        model.putObject("vocab").put("?", 0);
        return TokenizerJson.mapper().writeValueAsString(bare);
    }
}
