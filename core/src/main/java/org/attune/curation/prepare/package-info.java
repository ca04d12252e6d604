// SPDX-License-Identifier: Apache-2.0
/**
 * {@code data.prepare} of a recipe: the commands of {@code attune data} as steps of a run. Start at
 * {@link org.attune.curation.prepare.Preparation}; a {@link org.attune.curation.prepare.Step} does what the command does, by the same class.
 */
@NullMarked
package org.attune.curation.prepare;

import org.jspecify.annotations.NullMarked;
