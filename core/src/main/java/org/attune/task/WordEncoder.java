// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.attune.data.EncodingNotes;
import org.attune.data.Example;
import org.attune.data.Example.Tokens;
import org.attune.data.ListView;
import org.attune.data.Row;
import org.attune.data.Tagged;
import org.attune.problem.Problems;
import org.attune.tokenizer.Encoding;
import org.attune.tokenizer.Limit;
import org.attune.tokenizer.TextTokenizer;

/** Sentences of words as tokens, with the place of each word's first piece. */
record WordEncoder(TextTokenizer tokenizer, Limit limit, String tokensColumn, String tagsColumn) {

    int paddingId() {
        return TextEncoder.paddingId(tokenizer);
    }

    List<List<String>> tokens(List<Row> rows) {
        return Tagged.tokens(rows, tokensColumn, new Problems());
    }

    List<Tagged> sentences(List<Row> rows) {
        return Tagged.of(rows, tokensColumn, tagsColumn, new Problems());
    }

    /** The numbers of each row's tags; unknown tags are problems. */
    List<double[]> numbers(List<Row> rows, LabelSet tags, Problems problems) {
        Map<String, Integer> places = tags.places();
        List<Tagged> sentences = Tagged.of(rows, tokensColumn, tagsColumn, problems);
        for (int row = 0; row < sentences.size(); row++) {
            for (String name : sentences.get(row).tags()) {
                if (!places.containsKey(name)) {
                    tags.unknown(problems, rows.get(row), name);
                }
            }
        }
        return ListView.made(
                rows.size(),
                row -> sentences.get(row).tags().stream()
                        .mapToDouble(name -> places.getOrDefault(name, 0))
                        .toArray());
    }

    /** {@code numbers} has the tags' numbers of each row, or nothing at all where rows have no tags. */
    EncodingNotes encode(List<Row> rows, List<double[]> numbers, Problems problems, Consumer<Example> into) {
        List<List<String>> sentences = Tagged.tokens(rows, tokensColumn, problems);
        if (!problems.isEmpty()) {
            return EncodingNotes.cut(0);
        }
        long truncated = 0;
        for (int row = 0; row < rows.size(); row++) {
            List<Encoding> windows = tokenizer.encodeWords(sentences.get(row), limit);
            truncated += windows.stream().anyMatch(Encoding::truncated) ? 1 : 0;
            double[] own = numbers.isEmpty() ? new double[0] : numbers.get(row);
            for (Encoding window : windows) {
                Tokens tokens = new Tokens(window.ids(), window.typeIds(), window.wordIndex());
                double[] target = numbers.isEmpty() ? new double[0] : targets(tokens, own);
                into.accept(new Example(row, TextEncoder.key(row, window.window()), tokens, target));
            }
        }
        return EncodingNotes.cut(truncated);
    }

    /** The tag's number at the first piece of each word, ignored elsewhere. */
    private static double[] targets(Tokens tokens, double[] numbers) {
        double[] targets = new double[tokens.length()];
        for (int t = 0; t < targets.length; t++) {
            targets[t] = isFirstPiece(tokens, t) ? numbers[tokens.words()[t]] : CrossEntropy.IGNORED;
        }
        return targets;
    }

    static boolean isFirstPiece(Tokens tokens, int t) {
        int word = tokens.words()[t];
        return word >= 0 && (t == 0 || tokens.words()[t - 1] != word);
    }
}
