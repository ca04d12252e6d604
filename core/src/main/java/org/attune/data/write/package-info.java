// SPDX-License-Identifier: Apache-2.0
/** Tables written again: rows as CSV or JSON lines with hashes, into a folder that appears whole or not at all. */
@NullMarked
package org.attune.data.write;

import org.jspecify.annotations.NullMarked;
