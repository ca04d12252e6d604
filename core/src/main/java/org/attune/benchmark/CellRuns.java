// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.launch.Ended;
import org.attune.launch.Launch;
import org.attune.launch.Launcher;

/** Runs cells, some at once. */
final class CellRuns implements AutoCloseable {

    private final Launcher launcher;
    private final SuiteEvents events;
    private final Map<Launch, Cell> cells = new LinkedHashMap<>();
    private final Map<Cell, String> failures = new LinkedHashMap<>();

    /** @param command that runs the recipe whose path is put behind it */
    CellRuns(List<String> command, SuiteEvents events) {
        this.launcher = new Launcher(command);
        this.events = events;
    }

    /** Returns what went wrong by cell. */
    Map<Cell, String> run(SuitePlan plan, int processes) {
        Deque<CellPlan> waiting = new ArrayDeque<>(plan.open());
        int all = waiting.size();
        while (!waiting.isEmpty() || launcher.running() > 0) {
            while (!waiting.isEmpty() && launcher.running() < processes) {
                Cell cell = waiting.remove().cell();
                events.started(cell, all - waiting.size(), all);
                start(plan.suite(), cell);
            }
            launcher.await(Launcher.FOREVER).forEach(this::ended);
        }
        return failures;
    }

    private void start(Suite suite, Cell cell) {
        Launch launch = cell.launch();
        cells.put(launch, cell);
        launcher.start(
                launch, SuiteProtocol.recipe(suite, cell), "One cell of a suite; repeat it with: " + launch.command());
    }

    private void ended(Ended ended) {
        Cell cell = cells.get(ended.launch());
        if (cell != null) {
            if (ended.code() != 0) {
                failures.put(cell, ended.message());
            }
            events.ended(cell, ended.seconds(), ended.message());
        }
    }

    /** No process outlives the suite. */
    @Override
    public void close() {
        launcher.close();
    }
}
