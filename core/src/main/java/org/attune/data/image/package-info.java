/**
 * From image files to the bytes that a model's pixels are made of: decoding, sizes exactly as Pillow makes them, a file of resized
 * images that all epochs read, and what chance does to them. Start with {@link org.attune.data.image.ImageStore}.
 */
@NullMarked
package org.attune.data.image;

import org.jspecify.annotations.NullMarked;
