// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import org.attune.problem.InputException;

/**
 * How long an encoding may be and what happens to a text that is longer.
 *
 * @param maxLength tokens of one encoding, special tokens included
 * @param truncation what is done about a longer text
 * @param stride tokens that two neighbouring windows share; 0: no windows, the rest is cut off
 */
public record Limit(int maxLength, Truncation truncation, int stride) {

    /** Where a longer text loses its tokens. */
    public enum Truncation {
        /** The end is lost; windows run from the start. */
        RIGHT,
        /** The start is lost; windows run from the end. */
        LEFT,
        /** Nothing may be lost: a longer text is a problem. */
        ERROR
    }

    public Limit {
        if (maxLength < 1) {
            throw new InputException(
                    "tokenizer.max-length",
                    "max_length",
                    String.valueOf(maxLength),
                    "a length is at least 1",
                    "give the number of tokens one row may have, or leave it out");
        }
        if (stride < 0) {
            throw new InputException(
                    "tokenizer.stride",
                    "stride",
                    String.valueOf(stride),
                    "windows share 0 or more tokens",
                    "give the number of tokens two windows share, or leave it out");
        }
        if (stride > 0 && truncation == Truncation.ERROR) {
            throw new InputException(
                    "tokenizer.stride",
                    "stride",
                    stride + " with truncation: error",
                    "windows are made where a text may be longer than max_length",
                    "set truncation to right or left, or leave stride out");
        }
    }

    /** Nothing is ever cut off. */
    public static Limit none() {
        return new Limit(Integer.MAX_VALUE, Truncation.ERROR, 0);
    }

    /** Cuts the end off. */
    public static Limit of(int maxLength) {
        return new Limit(maxLength, Truncation.RIGHT, 0);
    }
}
