// SPDX-License-Identifier: Apache-2.0
/**
 * Distillation (Hinton et al. 2015): a student learns what a tuned teacher makes of the training rows beside their labels. The teacher is
 * asked once, before the first step. Start with {@link org.attune.method.distill.Distillation}.
 */
@NullMarked
package org.attune.method.distill;

import org.jspecify.annotations.NullMarked;
