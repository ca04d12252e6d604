// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** One configuration: the value of each parameter that exists in it, by path, in the order of the space. */
public record Point(Map<String, Double> values) {

    public Point {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** NaN where the parameter does not exist. */
    public double get(String path) {
        return values.getOrDefault(path, Double.NaN);
    }

    public boolean has(String path) {
        return values.containsKey(path);
    }
}
