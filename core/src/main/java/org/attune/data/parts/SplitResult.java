// SPDX-License-Identifier: Apache-2.0
package org.attune.data.parts;

import java.util.Map;

/**
 * What was divided.
 *
 * @param files the file of each part
 * @param rows of each part
 * @param aside rows that would join several parts; in {@code set-aside.jsonl}
 */
public record SplitResult(Map<String, String> files, Map<String, Long> rows, long aside) {}
