/**
 * LoRA (Hu et al. 2021): each linear layer gets a product of two narrow matrices that learns, its own weight stays. Little memory for
 * learning, a few megabytes as result, and the base forgets nothing that taking the adapter away does not bring back.
 * {@link org.attune.method.lora.LoraTargets} says which layers; the parts themselves are {@link org.attune.nn.LowRank}.
 */
@NullMarked
package org.attune.method.lora;

import org.jspecify.annotations.NullMarked;
