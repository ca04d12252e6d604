// SPDX-License-Identifier: Apache-2.0
/**
 * Work on data sets that needs a model. {@link org.attune.curation.FrozenModel} reads labelled rows and turns texts into features as the
 * frozen-head baseline does; a folder for each kind of work stands on it. Nothing is tuned here.
 */
@NullMarked
package org.attune.curation;

import org.jspecify.annotations.NullMarked;
