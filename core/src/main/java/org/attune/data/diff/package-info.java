// SPDX-License-Identifier: Apache-2.0
/**
 * What lies between two versions of a data set: each row of both is paired or stands alone, so that counts add up on either side. Start at
 * {@link org.attune.data.diff.Versions}; the answer is a {@link org.attune.data.diff.DataDiff}.
 */
@NullMarked
package org.attune.data.diff;

import org.jspecify.annotations.NullMarked;
