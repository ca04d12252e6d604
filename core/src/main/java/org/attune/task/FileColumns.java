// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.attune.data.Columns;
import org.attune.data.ReadOptions;
import org.attune.data.Row;
import org.attune.data.Table;
import org.attune.data.Tables;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * New files for a saved model: their columns are named as those of its training data were, or as the user says.
 *
 * @param own the model's columns by role
 * @param wanted the files' columns by role, or 0-based positions where the files have no header row
 * @param asked how the user names the column of a role
 */
public record FileColumns(Map<String, String> own, Map<String, String> wanted, UnaryOperator<String> asked) {

    /** As an option of a command: {@code --text-pair}. */
    public static final UnaryOperator<String> OPTION = role -> "--" + role.replace('_', '-');

    /**
     * @param said columns or positions by role, where they are not as in training
     * @param labelled whether the files must say what is true
     * @param asked how the user names the column of a role
     * @throws InputException for roles that the model does not know
     */
    public static FileColumns of(
            SavedTask saved, Map<String, String> said, boolean labelled, UnaryOperator<String> asked) {
        Map<String, String> own = saved.roles(said.keySet());
        Problems problems = new Problems();
        said.keySet().stream()
                .filter(role -> !own.containsKey(role))
                .forEach(role -> problems.add(
                        "data.no-role",
                        asked.apply(role),
                        "the model was tuned without such a column",
                        "its columns are " + String.join(", ", own.keySet()),
                        "leave it out"));
        problems.throwIfAny();
        Map<String, String> wanted = new LinkedHashMap<>();
        own.forEach((role, column) -> {
            if (labelled || said.containsKey(role) || !role.equals(saved.truth())) {
                wanted.put(role, said.getOrDefault(role, column));
            }
        });
        return new FileColumns(own, wanted, asked);
    }

    /** Rows with the model's own names of columns. */
    public Table read(List<String> files) {
        Set<String> named = new LinkedHashSet<>(own.values());
        wanted.values().stream().filter(column -> !isPosition(column)).forEach(named::add);
        Table table = Tables.read(files, ReadOptions.auto().withNamed(named));
        Columns columns = resolve(table);
        List<Row> rows = new ArrayList<>(table.rows().size());
        for (Row row : table.rows()) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>(row.values());
            wanted.keySet().forEach(role -> values.put(own.get(role), row.value(columns.required(role))));
            rows.add(new Row(row.id(), row.file(), row.line(), Collections.unmodifiableMap(values)));
        }
        return new Table(table.columns(), rows, table.sha256ByFile(), table.hasHeader(), table.notes());
    }

    private Columns resolve(Table table) {
        try {
            return Columns.resolve(table, wanted, wanted.keySet(), Set.of());
        } catch (InputException e) {
            throw new InputException(e.problems().stream().map(this::asAsked).toList());
        }
    }

    /** The key of a run's own columns is another one here. */
    private Problem asAsked(Problem ofRecipe) {
        String option = asked.apply(ofRecipe.where().replace("data.columns.", ""));
        String fix = ofRecipe.fix().replaceFirst(", or set data\\.header.*", "");
        return new Problem(
                ofRecipe.code(),
                option,
                ofRecipe.found(),
                ofRecipe.expected(),
                fix + "; the model's own column is the default, " + option + " names another");
    }

    private static boolean isPosition(String column) {
        return column.matches("[0-9]{1,6}");
    }
}
