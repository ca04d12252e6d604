// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

/** Tokens {@code from} (inclusive) to {@code to} (exclusive) of a sequence. */
record Range(int from, int to) {

    int length() {
        return to - from;
    }
}
