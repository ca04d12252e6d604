// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.List;
import java.util.function.Consumer;
import org.attune.data.Batch;
import org.attune.data.EncodingNotes;
import org.attune.data.Example;
import org.attune.data.Row;
import org.attune.data.Values;
import org.attune.model.Inputs;
import org.attune.nn.Pass;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.tensor.Placement;
import org.attune.tokenizer.Encoding;
import org.attune.tokenizer.InOrder;
import org.attune.tokenizer.Limit;
import org.attune.tokenizer.SpecialTokens;
import org.attune.tokenizer.TextTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * Rows with a text, or a pair of texts, as tokens.
 *
 * @param pair the second text's column, null for single texts
 */
record TextEncoder(
        TextTokenizer tokenizer,
        Limit limit,
        String text,
        @Nullable String pair) implements RowEncoder {

    /** Windows of one row get keys of their own below this. */
    private static final int MOST_WINDOWS = 1 << 12;

    /** What pads is never looked at; 0 where the tokenizer has no token for it. */
    static int paddingId(TextTokenizer tokenizer) {
        return tokenizer.special().id(SpecialTokens.Role.PAD).orElse(0);
    }

    /** The same for the single texts of another column. */
    TextEncoder of(String column) {
        return new TextEncoder(tokenizer, limit, column, null);
    }

    @Override
    public List<String> columns() {
        return pair == null ? List.of(text) : List.of(text, pair);
    }

    @Override
    public Inputs inputs(Batch batch, Placement placement, Pass pass) {
        return TokenBatch.inputs(batch, paddingId(), placement);
    }

    @Override
    public int paddingId() {
        return paddingId(tokenizer);
    }

    @Override
    public EncodingNotes encode(List<Row> rows, List<double[]> targets, Problems problems, Consumer<Example> into) {
        long[] truncated = {0};
        encodings(rows, problems, (row, windows) -> {
            truncated[0] += windows.stream().anyMatch(Encoding::truncated) ? 1 : 0;
            double[] target = targets.isEmpty() ? new double[0] : targets.get(row);
            for (Encoding window : windows) {
                into.accept(new Example(row, key(row, window.window()), tokens(window), target));
            }
        });
        return EncodingNotes.cut(truncated[0]);
    }

    /** The windows of each row, in their order; none at all where a row's text is missing. */
    private void encodings(List<Row> rows, Problems problems, InOrder.Taker<List<Encoding>> into) {
        List<String> first = Values.texts(rows, text, problems);
        List<String> second = pair == null ? List.of() : Values.texts(rows, pair, problems);
        if (!problems.isEmpty()) {
            return;
        }
        InOrder.each(
                rows.size(),
                row -> tokenizer.encode(first.get(row), pair == null ? null : second.get(row), limit),
                (row, windows) -> {
                    check(windows, rows.get(row), first.get(row), problems);
                    into.take(row, windows);
                });
    }

    static void check(List<Encoding> windows, Row row, String content, Problems problems) {
        if (windows.get(0).contentLength() == 0) {
            empty(row, content, problems);
        }
    }

    static Example.Tokens tokens(Encoding window) {
        return new Example.Tokens(window.ids(), window.typeIds(), window.wordIndex());
    }

    static long key(int row, int window) {
        return (long) row * MOST_WINDOWS + window;
    }

    private static void empty(Row row, String content, Problems problems) {
        problems.add(
                "data.no-tokens",
                row.where(),
                "the text " + Problem.quote(content) + " holds nothing that the tokenizer knows",
                "every text has at least one token",
                "remove the row, or write words into it");
    }
}
