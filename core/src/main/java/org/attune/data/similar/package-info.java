// SPDX-License-Identifier: Apache-2.0
/**
 * Texts that are nearly the same. {@link org.attune.data.similar.NearDuplicates} takes texts one after another and then finds
 * clusters of them: candidates by MinHash and banding, each verified by the exact Jaccard similarity of its shingles. Texts lie in
 * a temporary file; the heap holds some hundred bytes for each.
 */
@NullMarked
package org.attune.data.similar;

import org.jspecify.annotations.NullMarked;
