// SPDX-License-Identifier: Apache-2.0
/**
 * LLaMA (Touvron et al. 2023; Dubey et al. 2024), Mistral (Jiang et al. 2023), Qwen2 (Yang et al. 2024) and Qwen3 (Yang et al. 2025):
 * one network, which differs in biases, windows and norms of queries and keys. Start with {@link org.attune.model.llama.Llama}.
 */
@NullMarked
package org.attune.model.llama;

import org.jspecify.annotations.NullMarked;
