// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Column names, shared by all rows that have them: a row then costs one array. */
record Names(List<String> list, Map<String, Integer> positions) {

    static Names of(List<String> names) {
        Map<String, Integer> positions = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            positions.putIfAbsent(names.get(i), i);
        }
        return new Names(List.copyOf(names), positions);
    }
}
