// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import static org.attune.tokenizer.Field.may;
import static org.attune.tokenizer.Field.need;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.attune.problem.Problem;
import org.attune.problem.Similar;

/** The model section: the vocabulary and how words become pieces. */
final class ModelRule {

    private static final int LONGEST_AFFIX = 64;
    private static final int MOST_MERGES = 4_000_000;
    private static final int LONGEST_WORD = 1000;

    private static final Rule NO_DROPOUT = value -> {
        if (!value.node().isNumber() || value.node().doubleValue() != 0) {
            value.bad("null: dropout makes every tokenisation a random one");
        }
    };

    private static final Map<String, List<Field>> TYPES = Map.of(
            "BPE",
            List.of(
                    may("dropout", NO_DROPOUT),
                    may("unk_token", Rule.text(0, VocabularyRule.LONGEST_TOKEN)),
                    may("continuing_subword_prefix", Rule.text(0, LONGEST_AFFIX)),
                    may("end_of_word_suffix", Rule.text(0, LONGEST_AFFIX)),
                    may("fuse_unk", Rule.bool()),
                    may("byte_fallback", Rule.bool()),
                    may("ignore_merges", Rule.bool()),
                    need("vocab", VocabularyRule::ofIds)),
            "WordPiece",
            List.of(
                    may("unk_token", Rule.text(1, VocabularyRule.LONGEST_TOKEN)),
                    may("continuing_subword_prefix", Rule.text(0, LONGEST_AFFIX)),
                    may("max_input_chars_per_word", Rule.whole(1, LONGEST_WORD)),
                    need("vocab", VocabularyRule::ofIds)),
            "WordLevel",
            List.of(
                    need("unk_token", Rule.text(1, VocabularyRule.LONGEST_TOKEN)),
                    need("vocab", VocabularyRule::ofIds)),
            "Unigram",
            List.of(may("byte_fallback", Rule.bool()), need("vocab", VocabularyRule::ofScores)));

    private ModelRule() {}

    static void check(Place model) {
        String type = TokenizerRules.modelType(model.node());
        List<Field> fields = TYPES.get(type);
        if (fields == null) {
            model.at("type").bad(Problem.quote(type), "a known model; " + Similar.hint(type, TYPES.keySet()));
            return;
        }
        fields.forEach(field -> field.rule().check(model.at(field.name())));
        if (type.equals("Unigram")) {
            Rule.whole(0, Math.max(0, model.node().path("vocab").size() - 1)).check(model.at("unk_id"));
            return;
        }
        Map<String, Integer> vocabulary = Vocabulary.ofModel(model.node());
        Place unknown = model.at("unk_token");
        if (!unknown.isAbsent() && !vocabulary.containsKey(unknown.text())) {
            unknown.bad("a token of the vocabulary");
        }
        if (type.equals("BPE")) {
            checkMerges(
                    model.at("merges"), model.at("continuing_subword_prefix").text(), vocabulary);
        }
    }

    private static void checkMerges(Place merges, String prefix, Map<String, Integer> vocabulary) {
        if (!merges.node().isArray() || merges.node().size() > MOST_MERGES) {
            merges.bad("a list of pairs, at most " + MOST_MERGES);
            return;
        }
        int skipped = prefix.getBytes(StandardCharsets.UTF_8).length;
        for (int i = 0; i < merges.node().size(); i++) {
            String[] pair = Merge.of(merges.node().path(i));
            if (pair.length != 2 || !vocabulary.containsKey(pair[0]) || !vocabulary.containsKey(pair[1])) {
                merges.at(i).bad(merges.node().path(i).toString(), "two tokens of the vocabulary");
            } else if (skipped > 0 && !pair[1].startsWith(prefix)) {
                merges.at(i).bad(Problem.quote(pair[1]), "a second token that begins with " + Problem.quote(prefix));
            } else if (!vocabulary.containsKey(pair[0] + pair[1].substring(prefix.length()))) {
                merges.at(i).bad(Problem.quote(pair[0] + pair[1]), "a pair whose merger is in the vocabulary");
            }
        }
    }
}
