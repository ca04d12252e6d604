// SPDX-License-Identifier: Apache-2.0
/**
 * Gemma 1 to 3, text only (Gemma Team 2024, 2024, 2025): scaled embeddings, norms that store how far their scale is from one, from
 * Gemma 2 on also after each part. Start with {@link org.attune.model.gemma.Gemma}.
 */
@NullMarked
package org.attune.model.gemma;

import org.jspecify.annotations.NullMarked;
