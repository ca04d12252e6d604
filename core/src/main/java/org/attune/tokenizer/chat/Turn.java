// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

import java.util.List;
import java.util.Set;

/**
 * A turn of the assistant in the rendered text.
 *
 * @param message its place in the conversation
 * @param start first UTF-16 unit of what the model writes
 * @param end one past its last unit
 */
record Turn(int message, int start, int end) {

    /** Turns to learn and what should be known about them. */
    record Found(List<Turn> turns, Set<ChatFinding> findings) {}
}
