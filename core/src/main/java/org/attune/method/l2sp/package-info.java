// SPDX-License-Identifier: Apache-2.0
/**
 * L2-SP (Li et al. 2018): everything learns, and what was pre-trained is held near to where it started, so that less of it is forgotten.
 * Start with {@link org.attune.method.l2sp.L2SpTuning}.
 */
@NullMarked
package org.attune.method.l2sp;

import org.jspecify.annotations.NullMarked;
