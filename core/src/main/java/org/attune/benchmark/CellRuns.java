// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.attune.config.MapNode;
import org.attune.run.AtomicFile;
import org.attune.run.RunProcess;

/** Runs cells in processes of their own: one that fails or is killed takes no other with it. */
final class CellRuns implements AutoCloseable {

    /** A process at work. */
    private record Running(Cell cell, RunProcess run, long since) {}

    private final List<String> command;
    private final SuiteEvents events;
    private final List<Running> running = new ArrayList<>();
    private final Map<Cell, String> failures = new LinkedHashMap<>();

    /** @param command that runs the recipe whose path is put behind it */
    CellRuns(List<String> command, SuiteEvents events) {
        this.command = List.copyOf(command);
        this.events = events;
    }

    /** Returns what went wrong by cell. */
    Map<Cell, String> run(SuitePlan plan, int processes) {
        Deque<CellPlan> waiting = new ArrayDeque<>(plan.open());
        int all = waiting.size();
        while (!waiting.isEmpty() || !running.isEmpty()) {
            while (!waiting.isEmpty() && running.size() < processes) {
                Cell cell = waiting.remove().cell();
                events.started(cell, all - waiting.size(), all);
                running.add(start(cell, SuiteProtocol.recipe(plan.suite(), cell)));
            }
            CompletableFuture.anyOf(running.stream()
                            .map(one -> one.run().process().onExit())
                            .toArray(CompletableFuture[]::new))
                    .join();
            collect();
        }
        return failures;
    }

    private Running start(Cell cell, MapNode recipe) {
        try {
            Files.createDirectories(cell.recipe().toAbsolutePath().getParent());
        } catch (IOException e) {
            throw AtomicFile.failed(cell.recipe(), e);
        }
        AtomicFile.write(
                cell.recipe(), "# One cell of a suite; repeat it with: " + cell.command() + "\n" + recipe.yaml());
        return new Running(cell, RunProcess.start(command, cell.recipe(), cell.log()), System.nanoTime());
    }

    private void collect() {
        for (Iterator<Running> each = running.iterator(); each.hasNext(); ) {
            Running one = each.next();
            if (!one.run().process().isAlive()) {
                each.remove();
                String message = one.run().failure(one.cell().run());
                if (!message.isEmpty()) {
                    failures.put(one.cell(), message);
                }
                events.ended(one.cell(), (System.nanoTime() - one.since()) / 1e9, message);
            }
        }
    }

    /** No process outlives the suite. */
    @Override
    public void close() {
        running.forEach(one -> one.run().process().destroyForcibly());
    }
}
