// SPDX-License-Identifier: Apache-2.0
/**
 * Whether a difference is more than chance: tests, intervals, corrections and effect sizes on arrays, which know nothing of runs.
 * A metric comes in as a {@link org.attune.statistics.RowMetric}; start at {@link org.attune.statistics.SeedSample}, which says how
 * rows and seeds vary. Results equal those of scipy and statsmodels where these have them.
 */
@NullMarked
package org.attune.statistics;

import org.jspecify.annotations.NullMarked;
