// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.attune.RunPlan;
import org.attune.config.MapNode;
import org.attune.config.Recipe;
import org.attune.data.Dataset;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.run.RunDirectory;
import org.attune.tensor.Scope;

/** Everything about a suite that is known before a cell runs, checked. */
public record SuitePlan(Suite suite, List<CellPlan> cells) {

    public SuitePlan {
        cells = List.copyOf(cells);
    }

    /**
     * Reads and encodes every data set for every candidate, once for all seeds.
     *
     * @param fresh takes nothing that is there as done
     * @throws InputException with every problem of every cell
     */
    public static SuitePlan look(Suite suite, boolean fresh) {
        Problems problems = new Problems();
        List<CellPlan> cells = new ArrayList<>();
        for (String data : suite.data().keySet()) {
            for (String candidate : suite.candidates().keySet()) {
                Map<Integer, List<Cell>> bySize = suite.cells().stream()
                        .filter(cell ->
                                cell.data().equals(data) && cell.candidate().equals(candidate))
                        .collect(Collectors.groupingBy(Cell::rows, LinkedHashMap::new, Collectors.toList()));
                for (List<Cell> same : bySize.values()) {
                    try {
                        cells.addAll(look(suite, same, fresh));
                    } catch (InputException wrong) {
                        wrong.problems().forEach(problem -> problems.add(of(problem, data, candidate)));
                    }
                }
            }
        }
        problems.throwIfAny();
        return new SuitePlan(suite, cells);
    }

    private static List<CellPlan> look(Suite suite, List<Cell> seeds, boolean fresh) {
        MapNode tree = SuiteProtocol.recipe(suite, seeds.get(0));
        try (Scope scope = Scope.open();
                RunPlan plan =
                        RunPlan.look(Recipe.of(tree, seeds.get(0).launch().recipe()))) {
            if (!plan.has(Dataset.TEST)) {
                throw new InputException(
                        "benchmark.no-test",
                        "data.test",
                        "the data set has no test part",
                        "candidates are compared on rows that nobody learnt from or chose by",
                        "name a file under data.test");
            }
            Problems problems = new Problems();
            SliceCuts.check(suite.slices(), plan.data(), problems);
            problems.throwIfAny();
            List<CellPlan> cells = new ArrayList<>();
            for (Cell cell : seeds) {
                CellPlan planned = CellPlan.of(cell, plan);
                cells.add(planned.done(!fresh && RunDirectory.holdsFinished(cell.run(), planned.identity())));
            }
            return cells;
        }
    }

    /** One problem may come from many cells; what is common to them is said once. */
    private static Problem of(Problem problem, String data, String candidate) {
        String where = problem.where();
        boolean placed = where.contains(".yaml:") || where.contains(".yml:") || where.contains("/");
        return new Problem(
                problem.code(),
                placed ? where : data + ", " + candidate + ": " + where,
                problem.found(),
                problem.expected(),
                problem.fix());
    }

    public List<CellPlan> open() {
        return cells.stream().filter(cell -> !cell.done()).toList();
    }

    /** The most that one cell takes, in bytes. */
    public long memory() {
        return cells.stream().mapToLong(cell -> cell.forecast().memory()).max().orElse(0);
    }
}
