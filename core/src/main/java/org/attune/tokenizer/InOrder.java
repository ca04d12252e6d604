// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.attune.problem.WorkException;

/** Work on many inputs on two threads, results in the order of the inputs. */
final class InOrder {

    private static final int THREADS = 2;

    /** Inputs of one task: enough that handing it over costs nothing. */
    private static final int CHUNK = 256;

    private InOrder() {}

    /** What the function throws first, in the order of the inputs, is thrown here after all work has ended. */
    static <T, R> List<R> map(List<T> inputs, Function<T, R> function) {
        if (inputs.size() <= CHUNK) {
            return inputs.stream().map(function).toList();
        }
        List<Callable<List<R>>> tasks = new ArrayList<>();
        for (int from = 0; from < inputs.size(); from += CHUNK) {
            List<T> chunk = inputs.subList(from, Math.min(inputs.size(), from + CHUNK));
            tasks.add(() -> chunk.stream().map(function).toList());
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "attune-tokenizer");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<R> results = new ArrayList<>(inputs.size());
            for (Future<List<R>> done : threads.invokeAll(tasks)) {
                results.addAll(done.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkException("tokenizer.interrupted", "tokenisation", "an interrupt", "it runs to its end", "start again");
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
