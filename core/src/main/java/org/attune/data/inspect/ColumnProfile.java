// SPDX-License-Identifier: Apache-2.0
package org.attune.data.inspect;

import java.util.Map;

/**
 * What a column holds.
 *
 * @param missing rows without a value, or with a blank one
 * @param kinds how many values are {@code text number truth list object bytes}; numbers in delimited files are told by their spelling
 * @param distinct different values, counted up to ten thousand
 * @param moreDistinct whether there are more than that
 */
public record ColumnProfile(String name, long missing, Map<String, Long> kinds, int distinct, boolean moreDistinct) {}
