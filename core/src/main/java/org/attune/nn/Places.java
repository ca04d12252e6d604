// SPDX-License-Identifier: Apache-2.0
package org.attune.nn;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What blocks of one kind know of a batch's positions.
 *
 * @param rotary turns queries and keys; null where the embeddings hold the positions
 * @param mask what is hidden, see {@link Masks}; null where all is visible
 * @param past of tokens that went through the block before; null where all of them go through it now
 */
public record Places(
        @Nullable Rotary rotary,
        @Nullable Tensor mask,
        @Nullable KeyValues past) {}
