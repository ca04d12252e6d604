/** Attune: supervised fine-tuning for the JVM. */
@NullMarked
package org.attune;

import org.jspecify.annotations.NullMarked;
