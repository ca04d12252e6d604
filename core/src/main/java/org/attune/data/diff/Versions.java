// SPDX-License-Identifier: Apache-2.0
package org.attune.data.diff;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attune.data.ReadOptions;
import org.attune.data.RowKey;
import org.attune.data.Table;
import org.attune.data.Tables;
import org.attune.data.TextColumns;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.problem.Similar;

/**
 * Two versions of a data set. Rows are the same by their ids, or else by what they say: first those that are equal in all columns, then
 * those with equal texts and labels, then with equal texts, then those whose texts are nearly the same.
 *
 * @param before a file or a glob
 * @param after a file or a glob
 * @param columns role to column, as the user says
 * @param id the column of ids; empty: rows are known by what they say
 * @param near Jaccard similarity from which a text is another one's new form; 0: never
 */
public record Versions(String before, String after, Map<String, String> columns, Optional<String> id, double near) {

    public Versions {
        if (!(near >= 0 && near <= 1)) {
            throw new InputException(
                    "data.threshold",
                    "--near-duplicates",
                    String.valueOf(near),
                    "a similarity is at most 1; 0 switches this off",
                    "0.7");
        }
    }

    /**
     * @param temporary a folder for what does not fit into memory
     * @throws InputException where the files cannot be read or do not fit together, and for ids that are missing or come twice
     */
    public DataDiff compare(Path temporary) {
        ReadOptions reading = ReadOptions.auto().withNamed(Set.copyOf(columns.values()));
        Problems problems = new Problems();
        Table first = problems.collect(() -> Tables.read(List.of(before), reading));
        Table second = problems.collect(() -> Tables.read(List.of(after), reading));
        problems.throwIfAny();
        if (first == null || second == null) {
            throw new IllegalStateException("files without problems are read");
        }
        TextColumns roles = TextColumns.resolve(first, columns);
        fit(second, roles, problems);
        id.ifPresent(column -> List.of(first, second).forEach(table -> Ids.check(table, column, problems)));
        problems.throwIfAny();
        Pairs pairs = new Pairs(first.rows(), second.rows());
        id.ifPresentOrElse(
                column -> pairs.joinEqual(row -> String.valueOf(row.value(column))),
                () -> byContent(first, second, roles, pairs, temporary));
        return new Comparison(first, second, roles, pairs).diff();
    }

    private void byContent(Table first, Table second, TextColumns roles, Pairs pairs, Path temporary) {
        List<String> common =
                first.columns().stream().filter(second.columns()::contains).toList();
        pairs.joinEqual(row -> RowKey.of(row, common, 0));
        pairs.joinEqual(row -> new Labelled(RowKey.of(row, roles.inputs(), 0), roles.label(row)));
        pairs.joinEqual(row -> RowKey.of(row, roles.inputs(), 0));
        if (near > 0) {
            new NewForms(near, roles, temporary).join(first.rows(), second.rows(), pairs);
        }
    }

    private record Labelled(RowKey inputs, String label) {}

    private static void fit(Table second, TextColumns roles, Problems problems) {
        for (String column : roles.inputs()) {
            present(second, column, problems);
        }
        roles.label().ifPresent(column -> present(second, column, problems));
    }

    static void present(Table table, String column, Problems problems) {
        if (!table.columns().contains(column)) {
            problems.add(
                    "data.no-column",
                    String.join(", ", table.sha256ByFile().keySet()),
                    "no column " + Problem.quote(column),
                    "both versions have the columns of texts, labels and ids; this one has " + table.columns(),
                    Similar.hint(column, table.columns()));
        }
    }
}
