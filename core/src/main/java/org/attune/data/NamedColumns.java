// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.problem.Similar;
import org.jspecify.annotations.Nullable;

/** Columns that the user names, or numbers where the file has no names. */
final class NamedColumns {

    private final Table table;

    NamedColumns(Table table) {
        this.table = table;
    }

    void resolve(Map<String, String> named, Map<String, Columns.Choice> chosen, Problems problems) {
        Map<String, String> roles = new HashMap<>();
        named.forEach((role, name) -> {
            String column = column(name);
            if (column == null) {
                absent(role, name, named, problems);
                return;
            }
            String other = roles.put(column, role);
            if (other != null) {
                problems.add(
                        "data.column-twice",
                        "data.columns." + role,
                        "column " + Problem.quote(name) + " is also data.columns." + other,
                        "a column plays one role",
                        "name another column for one of them");
            }
            chosen.put(role, new Columns.Choice(column, false, "was named"));
        });
    }

    private @Nullable String column(String name) {
        if (table.columns().contains(name)) {
            return name;
        }
        boolean position = !table.hasHeader() && name.matches("\\d{1,5}");
        String column = position ? Table.nameOf(Integer.parseInt(name)) : name;
        return table.columns().contains(column) ? column : null;
    }

    private void absent(String role, String name, Map<String, String> named, Problems problems) {
        String where = "data.columns." + role;
        List<String> columns = table.columns();
        if (!table.hasHeader()) {
            problems.add(
                    "data.unknown-column",
                    where,
                    "no column " + Problem.quote(name) + "; the data has no header row",
                    "without a header row columns are positions, here 0 to " + (columns.size() - 1),
                    "give a position, or set data.header: true if the first row names the columns");
            return;
        }
        String hint = Similar.hint(name, columns);
        problems.add(
                "data.unknown-column",
                where,
                "no column " + Problem.quote(name),
                "the data has the columns " + String.join(", ", columns),
                hint + guess(role, named, hint));
    }

    private String guess(String role, Map<String, String> named, String hint) {
        Map<String, Columns.Choice> others = new HashMap<>();
        named.forEach((r, n) -> {
            if (!r.equals(role) && table.columns().contains(n)) {
                others.put(r, new Columns.Choice(n, false, ""));
            }
        });
        ColumnGuess guess = new ColumnGuess(table, Set.of(role), others);
        Optional<Columns.Choice> likely =
                guess.byName(role).orElseGet(() -> guess.byContent(role)).choice();
        return likely.filter(c -> !hint.contains("mean \"" + c.column() + "\""))
                .map(c -> "; perhaps \"" + c.column() + "\", which " + c.reason())
                .orElse("");
    }
}
