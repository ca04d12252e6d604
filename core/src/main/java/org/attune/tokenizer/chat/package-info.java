/**
 * From a row of training data to token ids with a training mask. {@link org.attune.tokenizer.chat.ChatFormat} recognises
 * how conversations are written, {@link org.attune.tokenizer.chat.ChatReader} reads a row as a
 * {@link org.attune.tokenizer.chat.ChatRow}, {@link org.attune.tokenizer.chat.ChatEncoder} renders it by the model's
 * template and says of each token who wrote it and whether it is trained;
 * {@link org.attune.tokenizer.chat.TokenPreview} shows that. Start at the encoder.
 */
@NullMarked
package org.attune.tokenizer.chat;

import org.jspecify.annotations.NullMarked;
