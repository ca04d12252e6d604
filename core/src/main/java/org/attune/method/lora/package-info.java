/**
 * LoRA (Hu et al. 2021): each linear layer gets a product of two narrow matrices that learns, its own weight stays. Little memory for
 * learning, a few megabytes as result, and the base forgets nothing that taking the adapter away does not bring back.
 * {@link org.attune.method.lora.LoraTargets} says which layers; the parts themselves are {@link org.attune.nn.LowRank}, with
 * {@link org.attune.nn.Magnitude} for DoRA (Liu et al. 2024) and {@link org.attune.nn.TokenRows} for rows of tables that learn.
 *
 * <p>QLoRA (Dettmers et al. 2023) is the same on a base whose linear weights lie in four bits ({@link org.attune.tensor.QuantisedWeight})
 * and are read for each use; blocks are always recomputed in the backward, so that one block's are read at a time. The result is the same
 * adapter: whoever evaluates, serves or merges it takes the base's own weights, as users of PEFT do, so that the answers differ a little
 * from those that the run saw.
 */
@NullMarked
package org.attune.method.lora;

import org.jspecify.annotations.NullMarked;
