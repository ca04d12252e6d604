// SPDX-License-Identifier: Apache-2.0
/**
 * Adaptation to another domain of which there are rows without labels: the states of both are made alike while the task is learnt from those
 * with labels, by CORAL, MMD or an adversary (DANN). Start with {@link org.attune.method.domain.DomainTuning}.
 */
@NullMarked
package org.attune.method.domain;

import org.jspecify.annotations.NullMarked;
