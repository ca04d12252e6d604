// SPDX-License-Identifier: Apache-2.0
/**
 * Measures of one generated text against its references, and the sums that the measures of a whole corpus are made of.
 * Numbers are those of the reference implementations that each class names. Texts are read by code points.
 * Start at {@link org.attune.eval.text.Bleu}; {@link org.attune.eval.Generation} puts them together.
 */
@NullMarked
package org.attune.eval.text;

import org.jspecify.annotations.NullMarked;
