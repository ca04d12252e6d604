// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.attune.config.WritingConfig;
import org.attune.data.Example;
import org.attune.data.Row;
import org.attune.tokenizer.TextTokenizer;

/**
 * How a language model is asked to write: its rows up to where the last text to learn begins, and what stands there.
 *
 * @param endTokens ids that end a text
 * @param asked of what is written
 */
public record Writing(TextTokenizer tokenizer, Set<Integer> endTokens, WritingConfig asked, Whole whole) {

    /** Says what of a row is learnt where nothing of it is cut. */
    public interface Whole {
        /** Runs of token ids, in their order. */
        List<int[]> learnt(Row row);
    }

    /**
     * A row to go on from.
     *
     * @param row its place in the split
     * @param prompt token ids
     * @param text that was to be written, without special tokens
     */
    public record Begun(int row, int[] prompt, String text) {}

    public Writing {
        endTokens = Set.copyOf(endTokens);
    }

    /** Rows of one example that have something before what is to be written; a text that is learnt whole has not. */
    public List<Begun> begin(Encoded data) {
        List<Begun> begun = new ArrayList<>();
        for (int i = 0; i < data.examples().size(); i++) {
            Example example = data.examples().get(i);
            boolean alone = (i == 0 || data.examples().get(i - 1).row() != example.row())
                    && (i + 1 == data.examples().size()
                            || data.examples().get(i + 1).row() != example.row());
            int start = lastStart(example.target());
            if (alone && start > 0) {
                begun.add(begin(data, example, start));
            }
        }
        return begun;
    }

    private Begun begin(Encoded data, Example example, int start) {
        int[] ids = ((Example.Tokens) example.features()).ids();
        int[] written = Arrays.stream(example.target(), start, example.target().length)
                .mapToInt(id -> (int) id)
                .toArray();
        int[] all = data.truncated() == 0 ? written : whole(data.rows().get(example.row()), written);
        return new Begun(example.row(), Arrays.copyOf(ids, start + 1), tokenizer.decode(all));
    }

    /** The text that was cut to these tokens: one that has lost its end has no answer to compare with. */
    private int[] whole(Row row, int[] cut) {
        return whole.learnt(row).stream()
                .filter(run -> run.length >= cut.length && Arrays.equals(run, 0, cut.length, cut, 0, cut.length))
                .reduce((former, later) -> later)
                .orElse(cut);
    }

    /** Where the last run of targets begins, which an example ends with. */
    private static int lastStart(double[] target) {
        int start = target.length;
        while (start > 0 && target[start - 1] != CrossEntropy.IGNORED) {
            start--;
        }
        return start;
    }
}
