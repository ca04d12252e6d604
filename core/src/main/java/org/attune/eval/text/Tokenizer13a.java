// SPDX-License-Identifier: Apache-2.0
package org.attune.eval.text;

import java.util.List;
import java.util.regex.Pattern;

/** The tokenizer of mteval-v13a (NIST), as sacrebleu has it: what published BLEU values are comparable by. */
final class Tokenizer13a {

    /** ASCII punctuation but the apostrophe, comma, hyphen and point. */
    private static final Pattern SYMBOL = Pattern.compile("([{-~\\[-` -&(-+:-@/])");

    private static final Pattern POINT_AFTER_NO_DIGIT = Pattern.compile("([^0-9])([.,])");
    private static final Pattern POINT_BEFORE_NO_DIGIT = Pattern.compile("([.,])([^0-9])");
    private static final Pattern HYPHEN_AFTER_DIGIT = Pattern.compile("([0-9])(-)");

    private Tokenizer13a() {}

    static List<String> words(String text) {
        String line = Whitespace.withoutTrailing(text)
                .replace("<skipped>", "")
                .replace("-\n", "")
                .replace('\n', ' ')
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
                .replace("&lt;", "<")
                .replace("&gt;", ">");
        line = SYMBOL.matcher(' ' + line + ' ').replaceAll(" $1 ");
        line = POINT_AFTER_NO_DIGIT.matcher(line).replaceAll("$1 $2 ");
        line = POINT_BEFORE_NO_DIGIT.matcher(line).replaceAll(" $1 $2");
        return Whitespace.words(HYPHEN_AFTER_DIGIT.matcher(line).replaceAll("$1 $2 "));
    }
}
