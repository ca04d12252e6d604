// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Quality on a part of the test rows, or on all of them under noise.
 *
 * @param by what parts them: {@code length}, {@code frequency}, {@code noise} or a column
 * @param part in words
 * @param scores by candidate
 */
record Slice(String by, String part, int rows, Map<String, IntervalValue> scores) {

    Slice {
        scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    }
}
