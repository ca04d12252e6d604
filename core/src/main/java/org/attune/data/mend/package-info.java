// SPDX-License-Identifier: Apache-2.0
/**
 * A data set written anew so that nothing is lost, whatever is done to it: {@link org.attune.data.mend.DataFile} has the rows that stay,
 * {@link org.attune.data.mend.Journal} those that were changed or taken, and {@link org.attune.data.mend.Lineage} says where the data
 * comes from and what was done. {@link org.attune.data.mend.Mended} refuses counts that do not add up.
 *
 * <p>The folder: {@code data.csv} or {@code data.jsonl}; {@code sources.csv}, the file and line of each of its rows;
 * {@code rejected.jsonl}, {@code {"file","line","rule","because","row"}}; {@code changed.jsonl},
 * {@code {"file","line","rules","before","after"}} with the changed columns; {@code manifest.json}, hashes, operations and counts;
 * {@code README.md}, the card.
 */
@NullMarked
package org.attune.data.mend;

import org.jspecify.annotations.NullMarked;
