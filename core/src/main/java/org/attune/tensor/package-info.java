/**
 * The engine: libtorch's own {@code Tensor}, and the few things that using it safely and fast needs: scopes for native memory,
 * placement and precision, keyed randomness, masks, named parameters, and the operators that have no Java binding.
 * Raw pointers and {@code IValue} stay in this package. Start with {@link org.attune.tensor.Engine} and
 * {@link org.attune.tensor.Scope}.
 */
@NullMarked
package org.attune.tensor;

import org.jspecify.annotations.NullMarked;
