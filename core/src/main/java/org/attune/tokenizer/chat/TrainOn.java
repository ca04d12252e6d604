// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

/** Which tokens of a conversation the model learns to write. */
public enum TrainOn {
    /** The completion: the last turn of the assistant, or all its turns in a completion that is given apart. */
    COMPLETION,
    /** Every turn of the assistant that has not the weight 0. */
    ASSISTANT,
    /** Every token. */
    ALL
}
