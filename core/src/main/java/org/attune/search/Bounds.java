// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.attune.config.Rules;

/** What both kinds of numbers have in common. */
final class Bounds {

    static final int GRID_STEPS = 5;

    private Bounds() {}

    static void check(double low, double high, boolean log, int steps) {
        Rules.of("")
                .that(low < high, "low", "less than high", low)
                .that(!log || low > 0, "low", "more than 0 where log is true", low)
                .that(Double.isFinite(high - low), "high", "a finite way from low", high)
                .between("steps", steps, 1, 1000)
                .check();
    }

    static OptionalDouble number(String text) {
        try {
            return OptionalDouble.of(Double.parseDouble(text));
        } catch (NumberFormatException none) {
            return OptionalDouble.empty();
        }
    }

    static Map<String, Object> described(double low, double high, boolean log) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("low", low);
        all.put("high", high);
        all.put("log", log);
        return all;
    }
}
