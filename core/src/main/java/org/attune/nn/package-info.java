/**
 * Building blocks of networks, written once: linear layers, norms, embeddings, attention, rotary positions, activations. A block gets
 * its named {@link org.attune.tensor.Parameter}s and a {@link org.attune.nn.Pass}, which says whether dropout is on and for
 * which rows. Architectures in {@code model} put them together.
 */
@NullMarked
package org.attune.nn;

import org.jspecify.annotations.NullMarked;
