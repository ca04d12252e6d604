/**
 * Optimisers. Parameters of one group (one learning-rate factor, one decay) live in flat memory, so that collecting gradients,
 * clipping and updating are single passes and a reduction over peers is one call. Start with {@link org.attune.optim.Optimizer}.
 */
@NullMarked
package org.attune.optim;

import org.jspecify.annotations.NullMarked;
