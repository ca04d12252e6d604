// SPDX-License-Identifier: Apache-2.0
/**
 * Elastic weight consolidation (Kirkpatrick et al. 2017): everything learns, and a weight is held to where it started the more a task of
 * before depends on it. Start with {@link org.attune.method.ewc.EwcTuning}.
 */
@NullMarked
package org.attune.method.ewc;

import org.jspecify.annotations.NullMarked;
