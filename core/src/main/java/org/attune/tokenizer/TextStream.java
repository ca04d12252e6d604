// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The text of tokens that come one at a time. Gives out only what no later token can change, so that all parts together
 * are {@link TextTokenizer#decode} of all ids: half a character waits for its other bytes, and a run of byte tokens
 * ({@code <0xE2>}) for its end, because one wrong byte turns the whole run into U+FFFD. One thread at a time.
 *
 * <p>Decodes a window of the last few tokens twice and takes the difference; the window always begins with text that was
 * given out, because a decoder treats the first token of a text unlike others.
 */
public final class TextStream {

    private static final char REPLACEMENT = '\uFFFD';

    private final TextTokenizer tokenizer;
    private final boolean special;
    private int[] window;
    /** Tokens of the window whose text was whole when it was given out. */
    private int boundary;
    /** UTF-16 units of the window's text that were given out. */
    private int given;

    TextStream(TextTokenizer tokenizer, int[] before, boolean special) {
        this.tokenizer = tokenizer;
        this.special = special;
        window = Arrays.stream(before)
                .filter(id -> tokenizer.isText(id, special))
                .toArray();
        String text = text(window);
        given = settled(text);
        boundary = given == text.length() && !endsInByte() ? window.length : 0;
    }

    /** The text that is settled now and was not before; often empty. */
    public String next(int id) {
        if (!tokenizer.isText(id, special)) {
            return "";
        }
        window = IntStream.concat(Arrays.stream(window), IntStream.of(id)).toArray();
        if (tokenizer.isByte(id)) {
            return "";
        }
        String text = text(window);
        int settled = settled(text);
        String fresh = text.substring(Math.min(given, settled), settled);
        given = Math.max(given, settled);
        if (settled == text.length()) {
            advance();
        }
        return fresh;
    }

    /** What waited for tokens that never came; call it once, after the last token. */
    public String rest() {
        String text = text(window);
        String rest = text.substring(Math.min(given, text.length()));
        given = text.length();
        return rest;
    }

    /** Drops the front of the window, unless what is left has no text: then the next token would count as the first. */
    private void advance() {
        int[] tail = Arrays.copyOfRange(window, boundary, window.length);
        String text = text(tail);
        if (!text.isEmpty()) {
            window = tail;
            boundary = tail.length;
            given = text.length();
        }
    }

    private boolean endsInByte() {
        return window.length > 0 && tokenizer.isByte(window[window.length - 1]);
    }

    /** An unfinished character is one replacement character at the end, however many of its bytes are there. */
    private static int settled(String text) {
        int length = text.length();
        return length > 0 && text.charAt(length - 1) == REPLACEMENT ? length - 1 : length;
    }

    private String text(int[] ids) {
        return special ? tokenizer.decodeWithSpecial(ids) : tokenizer.decode(ids);
    }
}
