// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.util.List;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import tools.jackson.databind.JsonNode;

/**
 * What a tokenizer.json must be before the native library may see it: that library ends the whole process at many kinds
 * of broken input. The rules were found by reading and by mutating files in a process of their own.
 */
final class TokenizerRules {

    private TokenizerRules() {}

    /** @throws org.attune.problem.InputException with every rule that is broken */
    static void check(JsonNode root) {
        Problems problems = new Problems();
        Place file = new Place("", root, problems);
        Components.NORMALIZERS.check(file.at("normalizer"));
        Components.PRE_TOKENIZERS.check(file.at("pre_tokenizer"));
        Components.POST_PROCESSORS.check(file.at("post_processor"));
        Components.DECODERS.check(file.at("decoder"));
        ModelRule.check(file.at("model"));
        AddedTokenRule.check(file.at("added_tokens"));
        problems.throwIfAny();
        // From here on every value has its kind; what is left is how they fit together.
        GrowthRule.check(file.at("normalizer"));
        GrowthRule.check(file.at("pre_tokenizer"));
        AddedTokenRule.checkIds(file.at("added_tokens"), Vocabulary.ofModel(root.path("model")));
        problems.throwIfAny();
        checkTemplate(file.at("post_processor"), Vocabulary.of(root).size());
        problems.throwIfAny();
    }

    /** The model's kind; files of before 2020 do not name it. */
    static String modelType(JsonNode model) {
        if (model.path("type").isString()) {
            return model.path("type").stringValue();
        } else if (model.has("merges")) {
            return "BPE";
        } else if (model.path("vocab").isArray()) {
            return "Unigram";
        }
        return model.has("max_input_chars_per_word") ? "WordPiece" : "";
    }

    private static void checkTemplate(Place processor, int size) {
        int templates = 0;
        for (Place part : parts(processor)) {
            templates += Template.of(part.node()).addsTokens() ? 1 : 0;
            if (part.node().has("processors")) {
                part.bad("a Sequence within a Sequence of post-processors, or components that are no Sequence");
            }
            Place listed = part.at("special_tokens");
            for (JsonNode special : part.node().findValues("SpecialToken")) {
                String name = special.path("id").asString("");
                if (!listed.node().has(name)) {
                    listed.bad("no " + Problem.quote(name), "every special token of the template");
                }
            }
        }
        if (templates > 1) {
            processor.bad(templates + " post-processors that add tokens", "one post-processor that adds tokens");
        }
        for (int id : Template.of(processor.node()).specialIds()) {
            if (id >= size) {
                processor.bad("the id " + id, "ids of special tokens below " + size + ", the size of the vocabulary");
            }
        }
    }

    private static List<Place> parts(Place processor) {
        return processor.node().has("processors") ? processor.at("processors").elements() : List.of(processor);
    }
}
