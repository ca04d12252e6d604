// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

/** What is done about a row that has more tokens than the context. */
public enum Overlong {
    /** The end is cut off. */
    RIGHT,
    /** The oldest exchanges of a conversation are left out, whole, its instructions and the last exchange kept; of other rows the start is cut off. */
    LEFT,
    /** The row is left out. */
    DROP,
    /** It is a problem. */
    ERROR
}
