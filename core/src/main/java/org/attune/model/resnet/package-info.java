/**
 * Residual networks (He et al. 2016): {@link org.attune.model.resnet.ResNet} for large images, with basic and bottleneck blocks, and
 * {@link org.attune.model.resnet.CifarResNet} for small ones. Names are transformers' and akamaster's; those of torchvision and timm
 * are read as transformers'.
 */
@NullMarked
package org.attune.model.resnet;

import org.jspecify.annotations.NullMarked;
