// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.predict;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.attune.TunedModel;
import org.attune.app.serve.http.RequestProblem;
import org.attune.app.serve.work.Worker;
import org.attune.data.Row;
import org.attune.task.Answered;
import org.attune.task.SavedTask;
import org.attune.task.Task;

/**
 * A tuned model and the thread that owns it. Each request is computed by itself, in the batches that {@code attune predict} makes of its
 * rows: sums round by the shape of a batch, and an answer must not depend on who else asks at that moment (docs/decisions/0036).
 */
public final class Predictor implements AutoCloseable {

    private final AtomicReference<Task> task = new AtomicReference<>();
    private final AtomicReference<String> truth = new AtomicReference<>();
    private final Worker<List<Row>, List<Answered>> worker;

    private Predictor(String name, String place, int most) {
        this.worker = Worker.of(name, most, () -> open(place));
    }

    /**
     * @param place a run directory or a model directory
     * @param most requests that wait; more are refused
     */
    public static Predictor of(String name, String place, int most) {
        return new Predictor(name, place, most);
    }

    private Answering open(String place) {
        TunedModel tuned = TunedModel.open(place);
        SavedTask saved = SavedTask.of(tuned.base());
        truth.set(saved.column(saved.truth()));
        task.set(tuned.task());
        return new Answering(tuned);
    }

    private record Answering(TunedModel tuned) implements Worker.Model<List<Row>, List<Answered>> {

        @Override
        public void answer(List<Worker.Asked<List<Row>, List<Answered>>> together) {
            together.forEach(asked -> asked.by(() -> tuned.answer(asked.question())));
        }

        @Override
        public void close() {
            tuned.close();
        }
    }

    /** @throws RequestProblem while the model is being loaded */
    public Task task() {
        Task known = task.get();
        if (known == null) {
            throw RequestProblem.unavailable("model_not_ready", "the model is being loaded");
        }
        return known;
    }

    /** The column of the training data that says what is true. */
    public String truth() {
        return Objects.requireNonNull(truth.get(), "the task is known, and with it its columns");
    }

    /** What is true of one row. */
    public enum Labels {
        ONE,
        SEVERAL,
        WORDS,
        NUMBER
    }

    public Labels labels() {
        if (task().name().equals("token-classification")) {
            return Labels.WORDS;
        } else if (task().labels().names().isEmpty()) {
            return Labels.NUMBER;
        }
        return "multi_label_classification".equals(task().problemType()) ? Labels.SEVERAL : Labels.ONE;
    }

    public Worker<List<Row>, List<Answered>> worker() {
        return worker;
    }

    @Override
    public void close() {
        worker.close();
    }
}
