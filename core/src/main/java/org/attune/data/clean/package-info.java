// SPDX-License-Identifier: Apache-2.0
/**
 * Mends a data set into a new folder, and loses nothing: every row that is read is written, or stands in {@code rejected.jsonl} with the
 * rule that took it; every row that is changed stands in {@code changed.jsonl} as it was and as it is. Start at
 * {@link org.attune.data.clean.Cleaning}; what is done is a {@link org.attune.data.clean.CleanPlan}.
 *
 * <p>The folder: {@code data.csv} or {@code data.jsonl}; {@code sources.csv}, the file and line of each of its rows;
 * {@code rejected.jsonl}, {@code {"file","line","rule","because","row"}}; {@code changed.jsonl},
 * {@code {"file","line","rules","before","after"}} with the changed columns; {@code manifest.json}, hashes, operations and counts;
 * {@code README.md}, the card.
 */
@NullMarked
package org.attune.data.clean;

import org.jspecify.annotations.NullMarked;
