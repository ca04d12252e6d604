// SPDX-License-Identifier: Apache-2.0
/**
 * What a model that is not tuned says to augmentation: which words are near each other, and whether a copy still has its label.
 * Start at {@link org.attune.curation.augment.Augmentation}; the copies are made in {@code org.attune.data.augment}.
 */
@NullMarked
package org.attune.curation.augment;

import org.jspecify.annotations.NullMarked;
