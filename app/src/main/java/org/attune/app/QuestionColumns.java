// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.data.Row;
import org.attune.data.Table;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.problem.Similar;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a file the model's own columns are.
 *
 * @param named the file's column by the model's
 */
record QuestionColumns(Map<String, String> named) {

    /** @param columns of the model; text and pair the user's names for them, null where they are the same */
    static QuestionColumns of(List<String> columns, @Nullable String text, @Nullable String pair) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            String said = i == 0 ? text : pair;
            String name = said == null ? columns.get(i) : said;
            named.put(columns.get(i), name.matches("[0-9]{1,6}") ? "column" + name : name);
        }
        return new QuestionColumns(named);
    }

    List<Row> apply(Table table) {
        Problems problems = new Problems();
        named.values().stream()
                .filter(column -> !table.columns().contains(column))
                .forEach(column -> problems.add(
                        "data.no-column",
                        String.join(", ", table.sha256ByFile().keySet()),
                        "there is no column " + Problem.quote(column) + ", on which the model was tuned",
                        "the file has the columns " + String.join(", ", table.columns()),
                        Similar.to(column, table.columns())
                                .map(near -> "did you mean --text " + near + "?")
                                .orElse("name the column with --text (and --text-pair)")));
        problems.throwIfAny();
        List<Row> rows = new ArrayList<>(table.rows().size());
        for (Row row : table.rows()) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>(row.values());
            named.forEach((own, theirs) -> values.put(own, row.value(theirs)));
            rows.add(new Row(row.id(), row.file(), row.line(), Collections.unmodifiableMap(values)));
        }
        return rows;
    }
}
