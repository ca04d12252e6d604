// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.attune.problem.InputException;

/**
 * Fewer rows to learn from: each class in its share and with one row at least, chosen by what rows say and by a seed alone. A smaller
 * subset lies within a larger one of the same rows and seed.
 */
final class Subset {

    private Subset() {}

    /** The place of a row in the table, and its place in the order in which rows are taken. */
    private record Placed(int row, RowKey key, double place) {}

    /**
     * In the order of the rows.
     *
     * @param inputs columns that make two rows the same for a model; none: all columns
     * @param stratum the class of a row; the same for all rows: no stratification
     * @throws InputException where there are fewer rows than are asked for, or fewer are asked for than there are classes
     */
    static List<Row> of(List<Row> rows, int size, long seed, Collection<String> inputs, Function<Row, String> stratum) {
        Map<String, List<Placed>> classes = new LinkedHashMap<>();
        int at = 0;
        for (Row row : rows) {
            Placed placed = new Placed(at++, RowKey.of(row, inputs, seed), 0);
            classes.computeIfAbsent(stratum.apply(row), name -> new ArrayList<>())
                    .add(placed);
        }
        if (size > rows.size() || size < classes.size()) {
            throw new InputException(
                    "data.subset",
                    "data.subset",
                    size + " rows",
                    "the part to learn from has " + rows.size() + " rows in " + classes.size()
                            + (classes.size() == 1 ? " class" : " classes, and each keeps one"),
                    "choose a number from " + classes.size() + " to " + rows.size());
        }
        List<Placed> order = new ArrayList<>();
        classes.values().forEach(own -> {
            own.sort(Comparator.comparing(Placed::key));
            for (int i = 0; i < own.size(); i++) {
                Placed placed = own.get(i);
                order.add(new Placed(placed.row, placed.key, i == 0 ? 0 : (i + 0.5) / own.size()));
            }
        });
        order.sort(Comparator.comparingDouble(Placed::place).thenComparing(Placed::key));
        int[] taken = order.stream().limit(size).mapToInt(Placed::row).sorted().toArray();
        return ListView.at(taken, rows);
    }
}
