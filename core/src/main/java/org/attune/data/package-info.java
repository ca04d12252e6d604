// SPDX-License-Identifier: Apache-2.0
/**
 * Labelled tables: read, understood, described, split. {@link org.attune.data.Tables} reads files into a
 * {@link org.attune.data.Table} whose rows know their file and line; {@link org.attune.data.Columns} finds what plays
 * which role; {@link org.attune.data.Values} reads texts, labels, targets and tags; {@link org.attune.data.Splits}
 * holds rows out; {@link org.attune.data.Description} counts. Text formats are read by a scanner of our own, which
 * knows lines and needs no native library; Parquet by DuckDB, which is loaded only then.
 */
@NullMarked
package org.attune.data;

import org.jspecify.annotations.NullMarked;
