// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import org.jspecify.annotations.Nullable;

/**
 * What the model answers for one row.
 *
 * @param truth null where the row has no label
 * @param probabilities by label in the model's order; null for numbers and tags
 */
public record Answered(@Nullable Answer truth, Answer prediction, float @Nullable [] probabilities) {}
