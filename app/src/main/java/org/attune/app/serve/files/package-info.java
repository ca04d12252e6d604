// SPDX-License-Identifier: Apache-2.0

/**
 * OpenAI's files: {@link org.attune.app.serve.files.FileUpload} takes one in, {@link org.attune.app.serve.files.ConversationLines} reads its
 * lines, {@link org.attune.app.serve.files.KeptFiles} is where they are, and {@link org.attune.app.serve.files.FileRequests} gives them out.
 */
@NullMarked
package org.attune.app.serve.files;

import org.jspecify.annotations.NullMarked;
