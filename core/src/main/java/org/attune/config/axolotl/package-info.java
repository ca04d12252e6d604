/**
 * Configurations of Axolotl as native recipes. {@link org.attune.config.axolotl.Axolotl} recognises one by its keys and converts it;
 * {@link org.attune.config.axolotl.Conversion} is the recipe with a report. A class for each group of keys reads them through
 * {@code Keys} and says in {@code Notes} what became of each: nothing is dropped without a word. The mapping describes Axolotl 0.10
 * (June 2025), with keys of earlier and later versions where they mean the same. Start at {@code Axolotl}.
 */
@NullMarked
package org.attune.config.axolotl;

import org.jspecify.annotations.NullMarked;
