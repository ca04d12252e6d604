// SPDX-License-Identifier: Apache-2.0
/**
 * Language models as OpenAI's API has them: {@link org.attune.app.serve.writing.Writer} owns one,
 * {@link org.attune.app.serve.writing.Completions} answers requests for chats and for texts, whole or word by word, and
 * {@link org.attune.app.serve.writing.CompletionForm} is what differs between the two.
 */
@NullMarked
package org.attune.app.serve.writing;

import org.jspecify.annotations.NullMarked;
