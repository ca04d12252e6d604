// SPDX-License-Identifier: Apache-2.0
/**
 * Experience replay (Chaudhry et al. 2019): rows of a task of before are mixed into those of the new one, and its head, which stays as it is,
 * answers them. Start with {@link org.attune.method.replay.ReplayTuning}.
 */
@NullMarked
package org.attune.method.replay;

import org.jspecify.annotations.NullMarked;
