// SPDX-License-Identifier: Apache-2.0
/**
 * Gradual unfreezing (Howard and Ruder 2018): the head learns first, then more and more blocks from the top, the embeddings last, so that
 * what is near the input is not spoilt by the gradients of a head that knows nothing yet. Start with
 * {@link org.attune.method.gradual.GradualTuning}.
 */
@NullMarked
package org.attune.method.gradual;

import org.jspecify.annotations.NullMarked;
