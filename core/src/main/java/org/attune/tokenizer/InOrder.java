// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.problem.WorkException;

/** Work on many rows on two threads, results in the order of the rows. */
final class InOrder {

    private static final int THREADS = 2;

    /** Rows of one task: enough that handing it over costs nothing. */
    private static final int CHUNK = 256;

    private InOrder() {}

    /** @throws InputException with the problems of all rows */
    static <R> List<R> map(int rows, IntFunction<R> function) {
        List<Callable<Chunk<R>>> tasks = new ArrayList<>();
        for (int from = 0; from < rows; from += CHUNK) {
            int first = from;
            tasks.add(() -> chunk(first, Math.min(rows, first + CHUNK), function));
        }
        List<R> results = new ArrayList<>(rows);
        Problems problems = new Problems();
        for (Chunk<R> chunk : run(tasks)) {
            results.addAll(chunk.results());
            problems.addAll(chunk.problems());
        }
        problems.throwIfAny();
        return results;
    }

    private record Chunk<R>(List<R> results, List<Problem> problems) {}

    private static <R> Chunk<R> chunk(int from, int to, IntFunction<R> function) {
        Chunk<R> chunk = new Chunk<>(new ArrayList<>(to - from), new ArrayList<>());
        for (int row = from; row < to; row++) {
            try {
                chunk.results().add(function.apply(row));
            } catch (InputException e) {
                for (Problem p : e.problems()) {
                    String where = "row " + (row + 1) + ", " + p.where();
                    chunk.problems().add(new Problem(p.code(), where, p.found(), p.expected(), p.fix()));
                }
            }
        }
        return chunk;
    }

    private static <T> List<T> run(List<Callable<T>> tasks) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "attune-tokenizer");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<T> results = new ArrayList<>(tasks.size());
            for (Future<T> done : threads.invokeAll(tasks)) {
                results.add(done.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkException(
                    new Problem(
                            "tokenizer.interrupted",
                            "tokenisation",
                            "an interrupt",
                            "it runs to its end",
                            "start again"),
                    e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
