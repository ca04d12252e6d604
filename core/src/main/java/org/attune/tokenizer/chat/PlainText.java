// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.chat;

/** Text without turns, for continued pre-training. */
public record PlainText(String text) implements ChatRow {}
