// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.attune.app.terminal.Console;
import org.attune.app.terminal.Quantity;
import org.attune.app.terminal.TextTable;
import org.attune.search.SearchPlan;
import org.attune.search.SearchResults;
import org.attune.search.Trial;

/** A search's results on a terminal. */
final class SearchTables {

    private static final int SHOWN = 5;

    private SearchTables() {}

    static void print(Console console, SearchResults results) {
        SearchPlan plan = results.plan();
        TextTable table = new TextTable("lrl", "trial", plan.metric(), "parameters");
        best(results)
                .forEach(trial -> table.row(
                        trial.name(),
                        Quantity.number(trial.value()),
                        plan.space().texts(trial.point()).toString()));
        table.lines().forEach(console::print);
        for (String split : List.of("validation", "test")) {
            double[] values = results.bySeed(split);
            if (values.length > 0) {
                double mean = Arrays.stream(values).average().orElse(Double.NaN);
                console.print(split + " " + plan.metric() + " of the best on " + values.length + " seeds: "
                        + Quantity.number(mean) + " ("
                        + Quantity.number(Arrays.stream(values).min().orElse(mean))
                        + " to " + Quantity.number(Arrays.stream(values).max().orElse(mean)) + ")");
            }
        }
        results.finals().stream()
                .filter(run -> !run.message().isEmpty() || !run.passed())
                .forEach(run -> console.print(console.red("failed  ") + run.name() + ": "
                        + (run.message().isEmpty() ? "a criterion of the recipe does not hold" : run.message())));
        console.print("report  " + plan.settings().output().resolve("report.html"));
        console.print("recipe  " + plan.settings().output().resolve("winner.yaml"));
    }

    private static List<Trial> best(SearchResults results) {
        Comparator<Trial> order =
                Comparator.comparingDouble(trial -> results.plan().maximise() ? -trial.value() : trial.value());
        return results.trials().stream()
                .filter(trial -> trial.state() == Trial.State.DONE)
                .sorted(order.thenComparingInt(Trial::number))
                .limit(SHOWN)
                .toList();
    }
}
