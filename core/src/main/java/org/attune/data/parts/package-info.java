// SPDX-License-Identifier: Apache-2.0
/**
 * A data set divided into parts that share nothing: rows with the same inputs, nearly the same ones and rows of one group stay together.
 * Start at {@link org.attune.data.parts.Splitting}; what holds is written at {@link org.attune.data.parts.ExactSplit} and
 * {@link org.attune.data.parts.StableSplit}.
 */
@NullMarked
package org.attune.data.parts;

import org.jspecify.annotations.NullMarked;
