// SPDX-License-Identifier: Apache-2.0
/**
 * Encoded examples in files, for data that are larger than memory: {@link org.attune.data.tokens.TokenCache} keeps one file for each split, by a
 * key of all that decides over it; {@link org.attune.data.tokens.TokenFile} says how the file is laid out.
 */
@NullMarked
package org.attune.data.tokens;

import org.jspecify.annotations.NullMarked;
