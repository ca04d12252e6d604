// SPDX-License-Identifier: Apache-2.0
/**
 * GPT-2 (Radford et al. 2019) and DistilGPT2: learnt positions, norms before each part, linear layers that are stored transposed.
 * Start with {@link org.attune.model.gpt2.Gpt2}.
 */
@NullMarked
package org.attune.model.gpt2;

import org.jspecify.annotations.NullMarked;
