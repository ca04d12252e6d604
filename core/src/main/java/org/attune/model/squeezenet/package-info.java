/**
 * SqueezeNet (Iandola et al. 2016) 1.0 and 1.1, by torchvision's names. Start with
 * {@link org.attune.model.squeezenet.SqueezeNet}.
 */
@NullMarked
package org.attune.model.squeezenet;

import org.jspecify.annotations.NullMarked;
