// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.attune.app.serve.http.RequestProblem;
import org.attune.problem.InputException;
import org.attune.problem.WorkException;

/**
 * The one thread that has a model: it opens it, answers questions, those that wait together, and closes it.
 *
 * @param <Q> questions
 * @param <A> answers
 */
public final class Worker<Q, A> implements AutoCloseable {

    /** What is asked, on one thread only. */
    public interface Model<Q, A> extends AutoCloseable {

        /** Completes each question's answer, all of them, in whatever way. */
        void answer(List<Asked<Q, A>> together);

        @Override
        void close();
    }

    /** A question and where its answer goes. */
    public record Asked<Q, A>(Q question, CompletableFuture<A> answer) {

        /** Completes the answer by what the work gives or throws. */
        public void by(Supplier<A> work) {
            try {
                answer.complete(work.get());
            } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
                answer.completeExceptionally(e);
            }
        }
    }

    private static final int MOST_TOGETHER = 64;

    private final String name;
    private final BlockingQueue<Asked<Q, A>> waiting;
    private final CompletableFuture<Boolean> opened = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean closing;

    private Worker(String name, int most, Supplier<? extends Model<Q, A>> opening) {
        this.name = name;
        this.waiting = new ArrayBlockingQueue<>(most);
        this.thread = new Thread(() -> work(opening), "model " + name);
    }

    /** @param most questions that wait; more are refused */
    public static <Q, A> Worker<Q, A> of(String name, int most, Supplier<? extends Model<Q, A>> opening) {
        return new Worker<>(name, most, opening);
    }

    /** Begins to open the model; to be called once. */
    public void open() {
        thread.start();
    }

    /** Waits until the model can be asked; throws what its opening threw. */
    public void awaitOpen() {
        get(opened);
    }

    public boolean isOpen() {
        return opened.isDone() && !opened.isCompletedExceptionally() && !closing;
    }

    /** Questions that nobody works on yet. */
    public int waiting() {
        return waiting.size();
    }

    /** @throws RequestProblem where too many wait, or the model is not there yet; and what the work throws */
    public A ask(Q question) {
        return get(begin(question));
    }

    /** As {@link #ask}, without waiting for the answer. */
    public CompletableFuture<A> begin(Q question) {
        if (!isOpen()) {
            throw RequestProblem.unavailable("model_not_ready", "the model " + name + " is not ready");
        }
        Asked<Q, A> asked = new Asked<>(question, new CompletableFuture<>());
        if (!waiting.offer(asked)) {
            throw RequestProblem.busy(name);
        }
        if (!isOpen()) { // it ended in between
            refuseAll();
        }
        return asked.answer();
    }

    private void work(Supplier<? extends Model<Q, A>> opening) {
        try (Model<Q, A> model = opening.get()) {
            opened.complete(true);
            while (true) {
                List<Asked<Q, A>> together = new ArrayList<>();
                together.add(waiting.take());
                waiting.drainTo(together, MOST_TOGETHER - 1);
                try {
                    model.answer(together);
                } finally {
                    refuse(together); // nothing where all have their answers
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt(); // close() asks for it once nobody waits
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            opened.completeExceptionally(e);
        } finally {
            closing = true;
            refuseAll();
        }
    }

    private void refuseAll() {
        List<Asked<Q, A>> left = new ArrayList<>();
        waiting.drainTo(left);
        refuse(left);
    }

    private void refuse(List<Asked<Q, A>> left) {
        left.forEach(asked -> asked.answer()
                .completeExceptionally(RequestProblem.unavailable("stopping", "the model " + name + " is stopping")));
    }

    /** To be called once nobody asks any more. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RequestProblem.unavailable("stopping", "the server is stopping");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InputException input) {
                throw new InputException(input.problems());
            } else if (e.getCause() instanceof WorkException work) {
                throw new WorkException(work.problem(), work);
            } else if (e.getCause() instanceof RequestProblem problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
