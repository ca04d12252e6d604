/**
 * What results: model directories that other tools load as they are. {@link org.attune.export.ModelDirectory} writes a Hugging Face
 * directory, a sentence-transformers one where the head takes the mean, or a PEFT adapter directory. The counterpart, reading, is
 * {@link org.attune.model.ModelImport}. Nothing here is atomic: the caller renames.
 */
@NullMarked
package org.attune.export;

import org.jspecify.annotations.NullMarked;
