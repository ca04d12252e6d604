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
public final class InOrder {

    private static final int THREADS = 2;

    /** Rows of one task: enough that handing it over costs nothing. */
    private static final int CHUNK = 256;

    /** Rows that are in the heap at once: none of them is needed once its result was taken. */
    private static final int ROUND = 8 * CHUNK;

    private InOrder() {}

    /** Takes the result of each row. */
    @FunctionalInterface
    public interface Taker<R> {
        void take(int row, R result);
    }

    /** @throws InputException with the problems of all rows */
    static <R> List<R> map(int rows, IntFunction<R> function) {
        List<R> results = new ArrayList<>(rows);
        each(rows, function, (row, result) -> results.add(result));
        return results;
    }

    /**
     * The results one after another, on the calling thread; after the first problem none.
     *
     * @throws InputException with the problems of all rows
     */
    public static <R> void each(int rows, IntFunction<R> function, Taker<R> taker) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "attune-tokenizer");
            thread.setDaemon(true);
            return thread;
        });
        Problems problems = new Problems();
        try {
            for (long round = 0; round < rows; round += ROUND) {
                List<Callable<Chunk<R>>> tasks = new ArrayList<>();
                for (long from = round; from < Math.min(rows, round + ROUND); from += CHUNK) {
                    int first = (int) from;
                    int end = (int) Math.min(rows, from + CHUNK);
                    tasks.add(() -> chunk(first, end, function));
                }
                int row = (int) round;
                for (Chunk<R> chunk : run(threads, tasks)) {
                    problems.addAll(chunk.problems());
                    for (int i = 0; problems.isEmpty() && i < chunk.results().size(); i++) {
                        taker.take(row++, chunk.results().get(i));
                    }
                }
            }
        } finally {
            threads.shutdownNow();
        }
        problems.throwIfAny();
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

    private static <T> List<T> run(ExecutorService threads, List<Callable<T>> tasks) {
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
        }
    }
}
