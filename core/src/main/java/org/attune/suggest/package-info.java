// SPDX-License-Identifier: Apache-2.0
/**
 * Which model to start from: those at hand are ranked for a data set by their frozen features, without tuning one. Start at
 * {@link org.attune.suggest.Suggesting}; the numbers are those of {@code eval}'s {@code LogMe}, {@code NearestNeighbours} and
 * {@code OutOfFold}.
 */
@NullMarked
package org.attune.suggest;

import org.jspecify.annotations.NullMarked;
