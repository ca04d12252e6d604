// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

/**
 * One model input: a text, a pair or one window of a text. All arrays have one entry per token, special tokens included.
 *
 * @param ids token ids
 * @param typeIds segment of each token, as the tokenizer's template numbers them
 * @param wordIndex for pre-split words the index of the token's word, otherwise and for special tokens -1
 * @param start first UTF-16 unit of the token in its own text (or word), -1 for special tokens
 * @param end one past its last UTF-16 unit, -1 for special tokens
 * @param truncated whether tokens of the text were cut off and are in no window
 * @param window 0 for the first window of a text, 1 for the next one
 */
public record Encoding(
        int[] ids, int[] typeIds, int[] wordIndex, int[] start, int[] end, boolean truncated, int window) {

    /** Number of tokens, special tokens included. */
    public int length() {
        return ids.length;
    }

    /** Number of tokens that came from the text; 0 where a text holds nothing that the tokenizer knows of. */
    public int contentLength() {
        int content = 0;
        for (int s : start) {
            content += s >= 0 ? 1 : 0;
        }
        return content;
    }
}
