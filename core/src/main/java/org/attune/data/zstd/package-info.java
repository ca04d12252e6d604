// SPDX-License-Identifier: Apache-2.0
/**
 * Zstandard decompression after RFC 8878, in Java alone: DuckDB can unpack a .zst file only while reading it as a table, which
 * changes its bytes, and no other library here can. {@link org.attune.data.zstd.ZstdInputStream} reads frames, a block
 * is literals ({@code Literals}, Huffman coded) and sequences ({@code Sequences}, FSE coded). No dictionaries; windows up
 * to 128 MiB, like the reference tool without options. Content checksums are verified.
 */
@NullMarked
package org.attune.data.zstd;

import org.jspecify.annotations.NullMarked;
