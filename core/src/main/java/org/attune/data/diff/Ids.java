// SPDX-License-Identifier: Apache-2.0
package org.attune.data.diff;

import java.util.HashMap;
import java.util.Map;
import org.attune.data.Row;
import org.attune.data.Table;
import org.attune.problem.Problem;
import org.attune.problem.Problems;

/** A column whose values name rows. */
final class Ids {

    private Ids() {}

    /** Notes that the column is not there, and each row without an id or with that of an earlier one. */
    static void check(Table table, String column, Problems problems) {
        if (!table.columns().contains(column)) {
            Versions.present(table, column, problems);
            return;
        }
        Map<String, Row> known = new HashMap<>();
        for (Row row : table.rows()) {
            Object value = row.value(column);
            String id = value == null ? "" : value.toString().strip();
            Row earlier = id.isEmpty() ? null : known.putIfAbsent(id, row);
            if (id.isEmpty() || earlier != null) {
                problems.add(
                        "data.id",
                        row.where(),
                        earlier == null ? "no id" : "the id " + Problem.quote(id) + " of " + earlier.where(),
                        "an id names one row",
                        "mend it, or leave --id out: rows are then known by what they say");
            }
        }
    }
}
