/**
 * Models: an architecture is a short class that reads like the paper and asks for its layers by the checkpoint's own names.
 * {@link org.attune.model.Architectures} is the one list of them, a folder each; {@link org.attune.model.ModelImport} opens a
 * directory; {@link org.attune.model.Model} is an encoder with a head.
 */
@NullMarked
package org.attune.model;

import org.jspecify.annotations.NullMarked;
