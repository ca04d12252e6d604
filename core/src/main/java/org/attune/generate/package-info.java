/**
 * Text from language models. {@link org.attune.generate.Generator} continues prompts, a batch at a time, with a cache of keys and
 * values; {@link org.attune.generate.Sampling} says how words are chosen and when a text ends. Start at the generator.
 */
@NullMarked
package org.attune.generate;

import org.jspecify.annotations.NullMarked;
