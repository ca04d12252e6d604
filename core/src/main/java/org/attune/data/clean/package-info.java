// SPDX-License-Identifier: Apache-2.0
/**
 * Mends a data set into a new folder, and loses nothing: every row that is read is written, or stands in {@code rejected.jsonl} with the
 * rule that took it; every row that is changed stands in {@code changed.jsonl} as it was and as it is. Start at
 * {@link org.attune.data.clean.Cleaning}; what is done is a {@link org.attune.data.clean.CleanPlan}, the folder that of
 * {@code org.attune.data.mend}.
 */
@NullMarked
package org.attune.data.clean;

import org.jspecify.annotations.NullMarked;
