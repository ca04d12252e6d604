// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.attune.problem.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PatternRuleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                // GPT-2, GPT-4 (cl100k), o200k, Qwen, Llama 3
                "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
                "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*"
                        + "|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
                "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+"
                        + "(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+"
                        + "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\\p{N}{1,3}"
                        + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
                // DeepSeek, Falcon, BLOOM, SentencePiece's spaces, digits in threes from the right
                "\\s?[!-/:-~！-／：-～‘-‟　-。]+",
                "\\s+$",
                "[一-龥ࠀ-一가-퟿]+",
                "[0-9][0-9][0-9]",
                " ?[^(\\s|[.,!?…。，、।۔،])]+",
                " {2,}",
                "\\p{N}{1,3}(?=(?:\\p{N}{3})*(?:\\P{N}|$))",
                "[\\p{Han}&&[^\\x{4E00}]]+",
            })
    void patterns_of_known_models_are_accepted(String pattern) {
        assertThat(problems(pattern)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a*)*b",
                "(a+)+$",
                "(a|a)*b",
                "(a|b)+",
                "\\s*\\s*$",
                "a*b*c*d",
                "(?:a?){40}b",
                "(a?a?)*",
                "a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?b",
                "(\\w+\\s?)+$",
                "(?:(?:a*)?)?a*x",
                "a{1,99999}a{1,99999}b",
                "(a)\\1",
                "\\g<0>",
                "(?<n>a\\g<n>?b)",
                "(?~a)",
                "(?(1)a|b)",
                "(?x) a",
                "\\X+",
                "a**",
                "a{2}{3}",
                "a{5,2}",
                "(",
                ")",
                "[",
                "[]a]",
                "a\\",
                "(?#note)",
                "(*FAIL)",
                "*a",
                "a{2000}",
            })
    void patterns_that_may_run_away_or_are_not_understood_are_refused(String pattern) {
        assertThat(problems(pattern)).isNotEmpty();
    }

    @Test
    void depth_is_bounded() {
        assertThat(problems("(".repeat(5000) + "a" + ")".repeat(5000))).contains("4096");
        assertThat(problems("(".repeat(1000) + "a" + ")".repeat(1000))).contains("nested more than 16 deep");
        assertThat(problems("[".repeat(1000) + "a" + "]".repeat(1000))).contains("nested more than 16 deep");
    }

    @Test
    void the_largest_accepted_number_of_tries_is_below_what_the_engine_allows() {
        long tries = 8L * PatternRule.LONGEST_TEXT + 1_000_000;
        assertThat(tries).isLessThan(10_000_000);
    }

    private static String problems(String pattern) {
        Problems problems = new Problems();
        var node = TokenizerJson.mapper().createObjectNode().put("Regex", pattern);
        PatternRule.check(new Place("p", node, problems));
        return problems.list().toString().replace("[]", "");
    }
}
