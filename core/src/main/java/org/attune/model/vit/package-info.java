/**
 * Vision transformers: ViT (Dosovitskiy et al. 2021) and DeiT (Touvron et al. 2021), which has one token more. Start with
 * {@link org.attune.model.vit.VisionTransformer}.
 */
@NullMarked
package org.attune.model.vit;

import org.jspecify.annotations.NullMarked;
