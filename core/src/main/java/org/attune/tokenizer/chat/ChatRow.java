// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

/** What a row holds: a conversation, a prompt with its completion, or text. */
public sealed interface ChatRow permits Conversation, PromptCompletion, PlainText {}
