// SPDX-License-Identifier: Apache-2.0
/**
 * From text to token ids, exactly as the model's own tokenizer does it, and back.
 * {@link org.attune.tokenizer.TextTokenizer} is where to start: it opens a model directory, checks its files before any
 * native code reads them, and encodes texts, pairs and pre-split words under a {@link org.attune.tokenizer.Limit}.
 * Special tokens come from the template alone: text of a row never becomes one; of a conversation they come from the
 * segments that are markup ({@link org.attune.tokenizer.Segment}). {@link org.attune.tokenizer.TextStream} is the way back.
 * The pieces are made by the Rust library {@code tokenizers}; truncation, windows and templates are our own.
 */
@NullMarked
package org.attune.tokenizer;

import org.jspecify.annotations.NullMarked;
