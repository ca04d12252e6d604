// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

/**
 * Tokens and where each came from.
 *
 * @param ids token ids
 * @param start first UTF-16 unit of each token in the whole text
 * @param end one past its last UTF-16 unit; several tokens may share one character
 */
public record Spans(int[] ids, int[] start, int[] end) {

    /** Number of tokens. */
    public int length() {
        return ids.length;
    }
}
