// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.attune.tokenizer.Encoding;
import org.attune.tokenizer.Limit;
import org.attune.tokenizer.TextTokenizer;

/** Tokens of a text with their places in it. */
record TextTokens(int[] ids, int[] start, int[] end) {

    int length() {
        return ids.length;
    }

    /** Of text that people wrote: nothing in it is a special token. */
    static TextTokens literal(TextTokenizer tokenizer, String text) {
        Encoding all = tokenizer.encode(text, null, Limit.none()).get(0);
        int[] kept = IntStream.range(0, all.length())
                .filter(i -> all.start()[i] >= 0)
                .toArray();
        return new TextTokens(
                Arrays.stream(kept).map(i -> all.ids()[i]).toArray(),
                Arrays.stream(kept).map(i -> all.start()[i]).toArray(),
                Arrays.stream(kept).map(i -> all.end()[i]).toArray());
    }

    /** Of rendered text: special tokens are recognised but where they begin or end in what people wrote. */
    static TextTokens rendered(TextTokenizer tokenizer, RenderedText rendered) {
        String text = rendered.text();
        TextTokens all = new TextTokens(new int[0], new int[0], new int[0]);
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            Optional<String> token = special(tokenizer, text, i, rendered.people());
            if (token.isPresent()) {
                all = all.and(literal(tokenizer, text.substring(from, i)), from);
                int[] id = {tokenizer.idOf(token.get()).orElseThrow()};
                from = i + token.get().length();
                all = all.and(new TextTokens(id, new int[] {0}, new int[] {from - i}), i);
                i = from - 1;
            }
        }
        return all.and(literal(tokenizer, text.substring(from)), from);
    }

    private static Optional<String> special(TextTokenizer tokenizer, String text, int at, BitSet people) {
        return tokenizer.special().all().stream()
                .filter(token -> text.startsWith(token, at) && !people.get(at) && !people.get(at + token.length() - 1))
                .max(Comparator.comparingInt(String::length));
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
