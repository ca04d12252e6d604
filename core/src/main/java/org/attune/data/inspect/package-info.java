// SPDX-License-Identifier: Apache-2.0
/**
 * What is in a data set and what is wrong with it. {@link org.attune.data.inspect.Inspector} reads the files of each part once and
 * gives an {@link org.attune.data.inspect.Inspection}: rows, columns, labels, lengths, and findings with their counts, examples and
 * the command that mends them. Nothing keeps all rows: what is kept of one are its place, a few numbers and hashes.
 */
@NullMarked
package org.attune.data.inspect;

import org.jspecify.annotations.NullMarked;
