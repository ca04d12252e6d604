// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.attune.tokenizer.Segment;
import org.attune.tokenizer.Spans;
import org.attune.tokenizer.TextTokenizer;

/** Tokens of a text with their places in it. */
record TextTokens(int[] ids, int[] start, int[] end) {

    int length() {
        return ids.length;
    }

    /** Of text that people wrote: nothing in it is a special token. */
    static TextTokens literal(TextTokenizer tokenizer, String text) {
        return of(tokenizer.encodeSegments(List.of(Segment.literal(text))));
    }

    /** Of rendered text: special tokens are recognised but where they begin or end in what people wrote. */
    static TextTokens rendered(TextTokenizer tokenizer, RenderedText rendered) {
        String text = rendered.text();
        BitSet people = rendered.people();
        List<Segment> segments = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            boolean literal = people.get(at);
            int change = literal ? people.nextClearBit(at) : people.nextSetBit(at);
            int to = change < 0 ? text.length() : Math.min(change, text.length());
            segments.add(new Segment(text.substring(at, to), !literal));
            at = to;
        }
        return of(tokenizer.encodeSegments(segments));
    }

    private static TextTokens of(Spans spans) {
        return new TextTokens(spans.ids(), spans.start(), spans.end());
    }

    /** The last tokens of these. */
    TextTokens last(int count) {
        int from = Math.max(0, ids.length - count);
        return new TextTokens(
                Arrays.copyOfRange(ids, from, ids.length),
                Arrays.copyOfRange(start, from, start.length),
                Arrays.copyOfRange(end, from, end.length));
    }

    /** These, and others of a text that begins at this place of the whole. */
    TextTokens and(TextTokens more, int offset) {
        return new TextTokens(
                joined(ids, more.ids, 0), joined(start, more.start, offset), joined(end, more.end, offset));
    }

    private static int[] joined(int[] first, int[] second, int added) {
        int[] both = Arrays.copyOf(first, first.length + second.length);
        for (int i = 0; i < second.length; i++) {
            both[first.length + i] = second[i] + added;
        }
        return both;
    }
}
