// SPDX-License-Identifier: Apache-2.0
/**
 * New training rows made of those that there are: the same label, the text changed a little. Start at
 * {@link org.attune.data.augment.Augmenting}; what can be done to a text is an {@link org.attune.data.augment.Operation}, how much of it
 * an {@link org.attune.data.augment.AugmentPlan}, and what a model says about it a {@link org.attune.data.augment.Judge}. What a copy says
 * follows from its row, the seed and its number.
 */
@NullMarked
package org.attune.data.augment;

import org.jspecify.annotations.NullMarked;
