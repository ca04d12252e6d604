// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

/**
 * The tokens of one text or list of words before anything is cut or added.
 *
 * @param word index of the word, -1 where the text was not pre-split
 * @param start first UTF-16 unit in the text or word
 * @param end one past the last UTF-16 unit
 */
record Pieces(int[] ids, int[] word, int[] start, int[] end) {

    int length() {
        return ids.length;
    }
}
