// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import org.bytedeco.pytorch.Tensor;

/**
 * A batch of images as a tensor.
 *
 * @param pixels [batch, channels, height, width] in the masters' type, scaled as the model wants them; channels lie innermost in
 *     memory, as they come from files and as convolutions are fastest
 */
public record ImageInputs(Tensor pixels) implements Inputs {}
